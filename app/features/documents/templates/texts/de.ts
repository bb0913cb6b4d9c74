import type { TemplateTexts } from './texts';

export const de: TemplateTexts = {
  strategy: [
    {
      title: 'Zusammenfassung in einfacher Sprache',
      guidance: 'Sagen Sie auf einer Seite, was sich für wen bis wann ändert; schreiben Sie sie zuletzt und übersetzen Sie sie zuerst.',
      tables: [{ header: ['Kennzahl', 'Wert', 'Jahr'] }],
    },
    {
      title: 'Auftrag und Geltungsbereich',
      guidance: 'Nennen Sie den Auftraggeber, das Gebiet und den Zeitraum und was das Konzept bewusst auslässt.',
      tables: [{ header: ['', 'In diesem Konzept'], rows: ['Auftrag', 'Gebiet', 'Zeitraum', 'Bewusst ausgelassen'] }],
    },
    {
      title: 'Unser Ort und seine Menschen',
      guidance:
        'Beschreiben Sie Einwohnerschaft und Zugewanderte mit datierten öffentlichen Zahlen; veröffentlichen Sie keine Zahl, die so klein ist, dass sie auf eine Person hinweist.',
      tables: [{ header: ['Angabe', 'Wert', 'Jahr', 'Quelle'] }],
    },
    {
      title: 'Was wir gehört haben',
      guidance: 'Fassen Sie die Beteiligung nach Themen zusammen, sagen Sie, wer fehlte, und zitieren Sie nur mit Einwilligung.',
      tables: [{ header: ['Datum', 'Format', 'Zahl der Teilnehmenden', 'Angesprochene Themen'] }],
    },
    {
      title: 'Was es schon gibt',
      guidance: 'Erfassen Sie Angebote, Lücken und Wartezeiten; kennzeichnen Sie, was gelingt und was nicht gelungen ist.',
      tables: [{ header: ['Angebot', 'Träger', 'Sprachen', 'Wer Zugang hat', 'Lücke'] }],
    },
    {
      title: 'Leitbild und Grundsätze',
      guidance:
        'Schreiben Sie ein Leitbild, in dem sich die Menschen am Ort wiedererkennen; nennen Sie Gleichstellung, Beteiligung, Schadensvermeidung und Integration als wechselseitigen Prozess.',
    },
    {
      title: 'Ziele nach Themen',
      guidance:
        'Nennen Sie je Thema ein Ziel, die erwartete Veränderung und warum es zuerst kommt. Lassen Sie Themen weg, die hier nicht zutreffen.',
      tables: [
        {
          header: ['Thema', 'Ziel', 'Erwartete Veränderung', 'Warum zuerst'],
          rows: [
            'Strategien und Politik',
            'Zentrale Anlaufstellen und Integrationszentren',
            'Bildung und Ausbildung',
            'Wohnen',
            'Grundversorgung einschließlich Gesundheit',
            'Arbeitsmarkt',
            'Aktive Teilhabe und soziale Inklusion',
            'Austausch zwischen Zugewanderten und Einheimischen',
          ],
        },
      ],
    },
    {
      title: 'Maßnahmen und Aktionsplan',
      guidance: 'Geben Sie jeder Maßnahme Verantwortliche, Partner, Beginn, Ende, Kosten, Geldquelle und einen ersten Schritt.',
      tables: [
        {
          header: [
            'Maßnahme',
            'Ziel',
            'Verantwortlich',
            'Partner',
            'Beginn und Ende',
            'Kosten und Quelle (EUR)',
            'Erster Schritt',
            'Stand',
          ],
        },
      ],
    },
    {
      title: 'Chancengerechtigkeit und Intersektionalität',
      guidance:
        'Prüfen Sie jede Maßnahme mit Blick auf Frauen, Kinder, Minderheiten und LGBTQI+-Migrantinnen und -Migranten; sagen Sie, was für sie anders wird.',
      tables: [
        {
          header: ['Gruppe', 'Was im Weg steht', 'Was anders wird', 'Maßnahmen'],
          rows: ['Migrantinnen', 'Kinder und Jugendliche', 'Religiöse und ethnische Minderheiten', 'LGBTQI+-Migrantinnen und -Migranten'],
        },
      ],
    },
    {
      title: 'Steuerung und Koordination',
      guidance:
        'Zeigen Sie, wer entscheidet, wer berät, wie Migrantenorganisationen an Entscheidungen teilhaben und wie die staatlichen Ebenen verbunden sind.',
      tables: [
        { header: ['Gremium', 'Mitglieder', 'Turnus'] },
        { header: ['Aufgabe', 'Führt aus', 'Verantwortet', 'Wird befragt', 'Wird informiert'] },
      ],
    },
    {
      title: 'Ressourcen und Kapazitäten',
      guidance: 'Führen Sie Personal, Fortbildung, Dolmetschen, Ehrenamt und Mittel auf, gesicherte wie fehlende.',
      tables: [{ header: ['Jahr', 'Quelle', 'Gesichert (EUR)', 'Fehlend (EUR)'] }],
    },
    {
      title: 'Monitoring, Evaluation und Lernen',
      guidance:
        'Wählen Sie wenige Indikatoren mit Ausgangswert, Zielwert, Quelle und Datum; sagen Sie, wer sie ansieht und wann Pläne geändert werden.',
      tables: [{ header: ['Indikator', 'Ausgangswert (Datum)', 'Zielwert (Datum)', 'Quelle', 'Wer ihn prüft'] }],
    },
    {
      title: 'Risiken und Schutzkonzept',
      guidance:
        'Nennen Sie zuerst Risiken für Menschen, dann für den Plan, jeweils mit Zuständigkeit und Gegenmaßnahme; beschreiben Sie auch den Beschwerdeweg.',
      tables: [{ header: ['Risiko', 'Für wen', 'Gegenmaßnahme', 'Zuständig'] }],
    },
    {
      title: 'Kommunikation, Transfer und nächste Schritte',
      guidance:
        'Sagen Sie, wie die Ergebnisse zu den Beteiligten zurückkommen, was andere Orte übernehmen dürfen und wann die nächste Überprüfung ist.',
      tables: [{ header: ['Botschaft', 'Zielgruppe', 'Kanal', 'Datum'] }, { header: ['Beschlossen von', 'Beschluss', 'Datum'] }],
    },
    {
      title: 'Anhänge',
      guidance: 'Legen Sie hier ab, was den Text stützt, damit das Konzept selbst kurz bleibt.',
      list: {
        kind: 'bullets',
        items: [
          'Glossar',
          'Quellen',
          'Übersicht der Beteiligung',
          'Bericht des Peer-Reviews und unsere Antwort',
          'Verlauf der Fassungen und Freigaben',
        ],
      },
    },
  ],
  minutes: [
    {
      title: 'Sitzung',
      guidance: 'Nennen Sie die Organisationen und die Zahl ihrer Vertretungen; Namen von Personen nur mit deren Einverständnis.',
      tables: [
        { header: ['', 'Angaben'], rows: ['Datum und Uhrzeit', 'Ort oder Link', 'Leitung', 'Protokoll', 'Anwesende Organisationen'] },
      ],
    },
    {
      title: 'Tagesordnung',
      guidance: 'Führen Sie die Punkte wie angekündigt auf und was zu Beginn hinzukam.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Beratung', guidance: 'Geben Sie jedem Punkt zwei oder drei Sätze: die Frage, die Standpunkte, das Ergebnis.' },
    {
      title: 'Beschlüsse',
      guidance: 'Schreiben Sie jeden Beschluss als einen Satz, der für sich steht.',
      tables: [{ header: ['Nr.', 'Beschluss', 'Zugestimmt von'] }],
    },
    {
      title: 'Aufgaben',
      guidance: 'Jede Aufgabe hat eine zuständige Organisation und ein Datum.',
      tables: [{ header: ['Aufgabe', 'Zuständig', 'Bis wann'] }],
    },
    { title: 'Nächste Sitzung', guidance: 'Datum, Uhrzeit mit Zeitzone, Ort und wer sie vorbereitet.' },
  ],
  workshop: [
    {
      title: 'Der Workshop',
      guidance: 'Wählen Sie für Veranstaltung und Ort einen neutralen Namen: Niemand soll durch die Teilnahme erkennbar werden.',
      tables: [
        {
          header: ['', 'Angaben'],
          rows: ['Datum und Uhrzeit', 'Ort', 'Format', 'Moderation', 'Sprachen und Dolmetschen', 'Unsere Frage'],
        },
      ],
    },
    {
      title: 'Wer teilgenommen hat',
      guidance: 'Schreiben Sie nur Zahlen, nie Namen, und keine Gruppe unter fünf. Sagen Sie, wer eingeladen war und nicht kommen konnte.',
      tables: [{ header: ['Gruppe', 'Anzahl'] }],
    },
    {
      title: 'Was gesagt wurde',
      guidance:
        'Ordnen Sie die Beiträge nach Themen und geben Sie sie sinngemäß wieder; zitieren Sie nur mit Einwilligung und ohne Einzelheiten, die auf eine Person hinweisen.',
      tables: [{ header: ['Thema', 'Was wir gehört haben', 'Abschnitt des Konzepts'] }],
    },
    {
      title: 'Was am wichtigsten ist',
      guidance: 'Die Prioritäten in der Reihenfolge der Teilnehmenden und wie sie gewählt wurden.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Was schwierig war', guidance: 'Meinungsverschiedenheiten, offene Fragen und was das Format nicht zuließ.' },
    {
      title: 'Wie es weitergeht',
      guidance: 'Sagen Sie, wer was bis wann tut und wie und wann die Teilnehmenden erfahren, was aus ihren Beiträgen wurde.',
      list: { kind: 'tasks', items: ['', ''] },
    },
  ],
};
