/** The style of a downloaded page: it stands alone, so it asks for no font and no colour of ours. */
export const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { font-family: system-ui, sans-serif; line-height: 1.25; margin: 1.8em 0 0.6em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; font: 0.9rem/1.45 system-ui, sans-serif; margin: 1em 0; }
th, td { border: 1px solid #888; padding: 0.4em 0.6em; text-align: start; vertical-align: top; }
th { background: #8881; }
th p, td p { margin: 0 0 0.3em; }
tr, img, blockquote { break-inside: avoid; }
blockquote { margin-inline: 0; padding-inline-start: 1em; border-inline-start: 3px solid #888; }
img { max-width: 100%; height: auto; }
.tableWrapper { overflow-x: auto; }
ul[data-type="taskList"] { list-style: none; padding-inline-start: 0; }
ul[data-type="taskList"] > li { display: flex; gap: 0.6em; }
ul[data-type="taskList"] > li > div > p:first-child { margin-top: 0; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } .tableWrapper { overflow: visible; } }
`;
