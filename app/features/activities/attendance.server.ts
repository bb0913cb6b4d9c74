/** Attendance: how many came, never who; what others are told of it gives nobody away. */
export { decideSheet, saveSheet, setOtherPeople } from './attendance/commands.server';
export { readSheet, readSheetDeed, type SheetForm } from './attendance/forms.server';
export { tellNumbersAgain } from './attendance/numbers.server';
export { addPaper, paperFor, removeOldPapers, removePaper } from './attendance/papers.server';
export { countryChoices } from './attendance/parts-form.server';
export { attendanceOf } from './attendance/queries.server';
export { readRules, rulesOf, setRules } from './attendance/rules.server';
