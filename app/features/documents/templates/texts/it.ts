import type { TemplateTexts } from './texts';

export const it: TemplateTexts = {
  strategy: [
    {
      title: 'Sintesi in linguaggio semplice',
      guidance: 'Dire in una pagina che cosa cambierà, per chi ed entro quando; scriverla per ultima, tradurla per prima.',
      tables: [{ header: ['Dato chiave', 'Valore', 'Anno'] }],
    },
    {
      title: 'Mandato e ambito',
      guidance: 'Indicare chi ha chiesto questa strategia, quale territorio e quali anni copre e che cosa lascia fuori di proposito.',
      tables: [{ header: ['', 'In questa strategia'], rows: ['Mandato', 'Territorio', 'Periodo', 'Escluso di proposito'] }],
    },
    {
      title: 'Il nostro territorio e le sue persone',
      guidance:
        'Descrivere residenti e nuovi arrivati con dati pubblici datati; non pubblicare numeri così piccoli da far riconoscere una persona.',
      tables: [{ header: ['Dato', 'Valore', 'Anno', 'Fonte'] }],
    },
    {
      title: 'Che cosa abbiamo ascoltato',
      guidance: 'Riassumere le consultazioni per tema, dire chi mancava e citare solo con il consenso.',
      tables: [{ header: ['Data', 'Formato', 'Numero di partecipanti', 'Questioni emerse'] }],
    },
    {
      title: 'Che cosa esiste già',
      guidance: 'Mappare servizi, lacune e tempi di attesa; segnare che cosa funziona e che cosa non ha funzionato.',
      tables: [{ header: ['Servizio', 'Ente', 'Lingue', 'Chi vi accede', 'Lacuna'] }],
    },
    {
      title: 'Visione e principi',
      guidance:
        'Scrivere una visione in cui i residenti si riconoscano; nominare uguaglianza, partecipazione, il principio di non nuocere e il processo nei due sensi.',
    },
    {
      title: 'Obiettivi per tema',
      guidance:
        'Per ogni tema indicare un obiettivo, il cambiamento atteso e perché viene prima. Tralasciare i temi che qui non si applicano.',
      tables: [
        {
          header: ['Tema', 'Obiettivo', 'Cambiamento atteso', 'Perché viene prima'],
          rows: [
            'Strategie e politiche',
            'Sportelli unici e centri per l’integrazione',
            'Istruzione e formazione',
            'Alloggio',
            'Servizi di base, compresa la salute',
            'Mercato del lavoro',
            'Partecipazione attiva e inclusione sociale',
            'Scambi tra nuovi arrivati e residenti',
          ],
        },
      ],
    },
    {
      title: 'Misure e piano d’azione',
      guidance: 'Dare a ogni misura un responsabile, i partner, l’inizio, la fine, il costo, la fonte di finanziamento e il primo passo.',
      tables: [
        { header: ['Misura', 'Obiettivo', 'Responsabile', 'Partner', 'Inizio e fine', 'Costo e fonte (EUR)', 'Primo passo', 'Stato'] },
      ],
    },
    {
      title: 'Equità e intersezionalità',
      guidance: 'Verificare ogni misura per donne, minori, minoranze e persone migranti LGBTQI+; dire che cosa sarà diverso per loro.',
      tables: [
        {
          header: ['Gruppo', 'Che cosa ostacola', 'Che cosa sarà diverso', 'Misure'],
          rows: ['Donne migranti', 'Minori e giovani', 'Minoranze religiose ed etniche', 'Persone migranti LGBTQI+'],
        },
      ],
    },
    {
      title: 'Governance e coordinamento',
      guidance:
        'Mostrare chi decide, chi consiglia, come le organizzazioni di migranti condividono il potere e come si collegano i livelli di governo.',
      tables: [
        { header: ['Organo', 'Componenti', 'Frequenza delle riunioni'] },
        { header: ['Compito', 'Esegue', 'Ne risponde', 'È consultato', 'È informato'] },
      ],
    },
    {
      title: 'Risorse e capacità',
      guidance: 'Elencare personale, formazione, interpreti, volontari e bilancio, ciò che è assicurato e ciò che manca.',
      tables: [{ header: ['Anno', 'Fonte', 'Assicurato (EUR)', 'Mancante (EUR)'] }],
    },
    {
      title: 'Monitoraggio, valutazione e apprendimento',
      guidance:
        'Scegliere pochi indicatori con valore di base, valore obiettivo, fonte e data; dire chi li esamina e quando si cambiano i piani.',
      tables: [{ header: ['Indicatore', 'Valore di base (data)', 'Valore obiettivo (data)', 'Fonte', 'Chi lo esamina'] }],
    },
    {
      title: 'Rischi e tutela',
      guidance:
        'Nominare prima i rischi per le persone, poi quelli per il piano, con responsabile e risposta; includere la procedura per i reclami.',
      tables: [{ header: ['Rischio', 'Per chi', 'Risposta', 'Responsabile'] }],
    },
    {
      title: 'Comunicazione, trasferimento e prossimi passi',
      guidance:
        'Dire come i risultati tornano a chi è stato consultato, che cosa altri territori possono riutilizzare e la data della prossima revisione.',
      tables: [{ header: ['Messaggio', 'Destinatari', 'Canale', 'Data'] }, { header: ['Adottata da', 'Decisione', 'Data'] }],
    },
    {
      title: 'Allegati',
      guidance: 'Tenere qui ciò che sostiene il testo, perché la strategia resti breve.',
      list: {
        kind: 'bullets',
        items: [
          'Glossario',
          'Fonti',
          'Sintesi della partecipazione',
          'Relazione della revisione tra pari e nostra risposta',
          'Storia delle versioni e delle approvazioni',
        ],
      },
    },
  ],
  minutes: [
    {
      title: 'Riunione',
      guidance: 'Indicare le organizzazioni e quante persone ha inviato ciascuna; i nomi delle persone solo con il loro accordo.',
      tables: [
        {
          header: ['', 'Dettagli'],
          rows: ['Data e ora', 'Luogo o collegamento', 'Presidenza', 'Verbale redatto da', 'Organizzazioni presenti'],
        },
      ],
    },
    {
      title: 'Ordine del giorno',
      guidance: 'Elencare i punti come annunciati e quanto è stato aggiunto all’inizio.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Discussione', guidance: 'Dedicare a ogni punto due o tre frasi: la questione, le opinioni, l’esito.' },
    {
      title: 'Decisioni',
      guidance: 'Scrivere ogni decisione come una frase che si regge da sola.',
      tables: [{ header: ['N.', 'Decisione', 'Approvata da'] }],
    },
    {
      title: 'Azioni',
      guidance: 'Ogni azione ha una sola organizzazione responsabile e una data.',
      tables: [{ header: ['Azione', 'Responsabile', 'Entro'] }],
    },
    { title: 'Prossima riunione', guidance: 'Data, ora con fuso orario, luogo e chi la prepara.' },
  ],
  workshop: [
    {
      title: 'Il laboratorio',
      guidance: 'Scegliere un nome neutro per l’evento e per il luogo: nessuno deve esporsi per il fatto di avervi partecipato.',
      tables: [
        {
          header: ['', 'Dettagli'],
          rows: ['Data e ora', 'Luogo', 'Formato', 'Facilitazione', 'Lingue e interpretariato', 'La domanda posta'],
        },
      ],
    },
    {
      title: 'Chi ha partecipato',
      guidance:
        'Scrivere solo numeri, mai nomi, e nessun gruppo sotto le cinque persone. Dire chi era stato invitato e non ha potuto esserci.',
      tables: [{ header: ['Gruppo', 'Numero'] }],
    },
    {
      title: 'Che cosa è stato detto',
      guidance:
        'Raggruppare i contributi per tema e parafrasarli; citare solo con il consenso e senza dettagli che facciano riconoscere una persona.',
      tables: [{ header: ['Tema', 'Che cosa abbiamo ascoltato', 'Sezione della strategia'] }],
    },
    {
      title: 'Che cosa conta di più',
      guidance: 'Le priorità nell’ordine dato dai partecipanti e come sono state scelte.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Che cosa è stato difficile', guidance: 'Disaccordi, questioni aperte e ciò che il formato non ha permesso.' },
    {
      title: 'Che cosa succede ora',
      guidance: 'Dire chi fa che cosa ed entro quando, e come e quando i partecipanti sapranno che ne è stato delle loro parole.',
      list: { kind: 'tasks', items: ['', ''] },
    },
  ],
};
