import type { TemplateTexts } from './texts';

export const pl: TemplateTexts = {
  strategy: [
    {
      title: 'Streszczenie prostym językiem',
      guidance: 'Na jednej stronie: co się zmieni, dla kogo i do kiedy. Ten fragment powstaje na końcu, a tłumaczony jest jako pierwszy.',
      tables: [{ header: ['Najważniejsza liczba', 'Wartość', 'Rok'] }],
    },
    {
      title: 'Mandat i zakres',
      guidance: 'Kto zlecił strategię, jaki obszar i jakie lata obejmuje oraz co celowo pomija.',
      tables: [{ header: ['', 'W tej strategii'], rows: ['Mandat', 'Obszar', 'Okres', 'Celowo pominięto'] }],
    },
    {
      title: 'Nasze miejsce i jego mieszkańcy',
      guidance:
        'Opis mieszkańców i osób nowo przybyłych na podstawie publicznych danych z podaną datą. Nie należy publikować liczb tak małych, że wskazywałyby konkretną osobę.',
      tables: [{ header: ['Dane', 'Wartość', 'Rok', 'Źródło'] }],
    },
    {
      title: 'Co usłyszeliśmy',
      guidance: 'Podsumowanie konsultacji według tematów: kogo zabrakło, a cytaty wyłącznie za zgodą.',
      tables: [{ header: ['Data', 'Forma', 'Liczba uczestników', 'Poruszone sprawy'] }],
    },
    {
      title: 'Co już istnieje',
      guidance: 'Mapa usług, luk i czasu oczekiwania; warto zaznaczyć, co działa, a co się nie sprawdziło.',
      tables: [{ header: ['Usługa', 'Podmiot', 'Języki', 'Kto ma dostęp', 'Luka'] }],
    },
    {
      title: 'Wizja i zasady',
      guidance:
        'Wizja, w której mieszkańcy rozpoznają swoje miejsce; należy wymienić równość, uczestnictwo, zasadę nieszkodzenia i dwustronny charakter integracji.',
    },
    {
      title: 'Cele według tematów',
      guidance: 'Dla każdego tematu jeden cel, oczekiwana zmiana i powód pierwszeństwa. Tematy, które tu nie występują, można pominąć.',
      tables: [
        {
          header: ['Temat', 'Cel', 'Oczekiwana zmiana', 'Dlaczego najpierw'],
          rows: [
            'Strategie i polityki',
            'Punkty kompleksowej obsługi i centra integracji',
            'Edukacja i szkolenia',
            'Mieszkalnictwo',
            'Podstawowe usługi, w tym zdrowie',
            'Rynek pracy',
            'Aktywny udział i włączenie społeczne',
            'Wymiana między nowo przybyłymi a mieszkańcami',
          ],
        },
      ],
    },
    {
      title: 'Działania i plan ich realizacji',
      guidance: 'Każde działanie ma właściciela, partnerów, początek, koniec, koszt, źródło pieniędzy i pierwszy krok.',
      tables: [
        { header: ['Działanie', 'Cel', 'Właściciel', 'Partnerzy', 'Początek i koniec', 'Koszt i źródło (EUR)', 'Pierwszy krok', 'Stan'] },
      ],
    },
    {
      title: 'Równość szans i intersekcjonalność',
      guidance:
        'Każde działanie należy sprawdzić pod kątem kobiet, dzieci, mniejszości i migrantów LGBTQI+ oraz opisać, co się dla nich zmieni.',
      tables: [
        {
          header: ['Grupa', 'Co stoi na przeszkodzie', 'Co się zmieni', 'Działania'],
          rows: ['Migrantki', 'Dzieci i młodzież', 'Mniejszości religijne i etniczne', 'Migranci LGBTQI+'],
        },
      ],
    },
    {
      title: 'Zarządzanie i koordynacja',
      guidance: 'Kto decyduje, kto doradza, jak organizacje migranckie współdecydują i jak łączą się szczeble administracji.',
      tables: [
        { header: ['Organ', 'Członkowie', 'Jak często się zbiera'] },
        { header: ['Zadanie', 'Wykonuje', 'Odpowiada', 'Jest pytany', 'Jest informowany'] },
      ],
    },
    {
      title: 'Zasoby i możliwości',
      guidance: 'Kadra, szkolenia, tłumacze, wolontariusze i budżet: co jest zapewnione, a czego brakuje.',
      tables: [{ header: ['Rok', 'Źródło', 'Zapewnione (EUR)', 'Brakujące (EUR)'] }],
    },
    {
      title: 'Monitorowanie, ewaluacja i uczenie się',
      guidance: 'Niewiele wskaźników, za to z wartością bazową, docelową, źródłem i datą; kto je przegląda i kiedy plany się zmieniają.',
      tables: [{ header: ['Wskaźnik', 'Wartość bazowa (data)', 'Wartość docelowa (data)', 'Źródło', 'Kto go przegląda'] }],
    },
    {
      title: 'Ryzyka i ochrona',
      guidance: 'Najpierw ryzyka dla ludzi, potem dla planu, z osobą odpowiedzialną i reakcją; należy też opisać drogę składania skarg.',
      tables: [{ header: ['Ryzyko', 'Dla kogo', 'Reakcja', 'Odpowiedzialny'] }],
    },
    {
      title: 'Komunikacja, transfer i następne kroki',
      guidance: 'Jak wyniki wracają do uczestników konsultacji, co mogą wykorzystać inne miejsca i kiedy odbędzie się następny przegląd.',
      tables: [{ header: ['Przekaz', 'Odbiorcy', 'Kanał', 'Data'] }, { header: ['Przyjęta przez', 'Decyzja', 'Data'] }],
    },
    {
      title: 'Załączniki',
      guidance: 'Tutaj trafia to, co wspiera tekst, aby sama strategia pozostała krótka.',
      list: {
        kind: 'bullets',
        items: [
          'Słowniczek',
          'Źródła',
          'Podsumowanie udziału',
          'Raport z wzajemnej oceny i nasza odpowiedź',
          'Historia wersji i zatwierdzeń',
        ],
      },
    },
  ],
  minutes: [
    {
      title: 'Spotkanie',
      guidance: 'Należy podać organizacje i liczbę ich przedstawicieli; imiona i nazwiska tylko za zgodą tych osób.',
      tables: [
        {
          header: ['', 'Dane'],
          rows: ['Data i godzina', 'Miejsce lub link', 'Prowadzenie', 'Protokół sporządza', 'Obecne organizacje'],
        },
      ],
    },
    {
      title: 'Porządek obrad',
      guidance: 'Punkty w zapowiedzianej kolejności i to, co dodano na początku.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Dyskusja', guidance: 'Dla każdego punktu dwa lub trzy zdania: pytanie, stanowiska, wynik.' },
    {
      title: 'Decyzje',
      guidance: 'Każda decyzja jako jedno zdanie zrozumiałe bez reszty tekstu.',
      tables: [{ header: ['Nr', 'Decyzja', 'Kto się zgodził'] }],
    },
    {
      title: 'Zadania',
      guidance: 'Każde zadanie ma jedną odpowiedzialną organizację i termin.',
      tables: [{ header: ['Zadanie', 'Odpowiedzialny', 'Termin'] }],
    },
    { title: 'Następne spotkanie', guidance: 'Data, godzina ze strefą czasową, miejsce i kto je przygotowuje.' },
  ],
  workshop: [
    {
      title: 'Warsztat',
      guidance: 'Nazwa wydarzenia i miejsca powinna być neutralna: sama obecność nie może nikogo ujawnić.',
      tables: [
        {
          header: ['', 'Dane'],
          rows: ['Data i godzina', 'Miejsce', 'Forma', 'Prowadzenie', 'Języki i tłumaczenie', 'Zadane pytanie'],
        },
      ],
    },
    {
      title: 'Kto wziął udział',
      guidance: 'Tylko liczby, nigdy nazwiska, i żadnej grupy mniejszej niż pięć osób. Warto dodać, kto był zaproszony i nie mógł przyjść.',
      tables: [{ header: ['Grupa', 'Liczba'] }],
    },
    {
      title: 'Co zostało powiedziane',
      guidance: 'Wypowiedzi pogrupowane tematami i opisane własnymi słowami; cytaty tylko za zgodą i bez szczegółów wskazujących osobę.',
      tables: [{ header: ['Temat', 'Co usłyszeliśmy', 'Sekcja strategii'] }],
    },
    {
      title: 'Co jest najważniejsze',
      guidance: 'Priorytety w kolejności ustalonej przez uczestników oraz sposób ich wyboru.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Co było trudne', guidance: 'Różnice zdań, otwarte pytania i to, na co forma nie pozwoliła.' },
    {
      title: 'Co dalej',
      guidance: 'Kto, co i do kiedy robi oraz jak i kiedy uczestnicy dowiedzą się, co stało się z ich słowami.',
      list: { kind: 'tasks', items: ['', ''] },
    },
  ],
};
