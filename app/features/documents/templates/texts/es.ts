import type { TemplateTexts } from './texts';

export const es: TemplateTexts = {
  strategy: [
    {
      title: 'Resumen en lenguaje claro',
      guidance: 'Diga en una página qué cambiará, para quién y para cuándo; escríbalo al final y tradúzcalo primero.',
      tables: [{ header: ['Cifra clave', 'Valor', 'Año'] }],
    },
    {
      title: 'Mandato y alcance',
      guidance: 'Indique quién pidió esta estrategia, qué territorio y qué años abarca y qué deja fuera a propósito.',
      tables: [{ header: ['', 'En esta estrategia'], rows: ['Mandato', 'Territorio', 'Periodo', 'Fuera a propósito'] }],
    },
    {
      title: 'Nuestro lugar y su gente',
      guidance:
        'Describa a los residentes y a las personas recién llegadas con cifras públicas y fechadas; no publique ninguna cifra tan pequeña que señale a una persona.',
      tables: [{ header: ['Dato', 'Valor', 'Año', 'Fuente'] }],
    },
    {
      title: 'Lo que hemos escuchado',
      guidance: 'Resuma las consultas por temas, diga quién faltó y cite solo con consentimiento.',
      tables: [{ header: ['Fecha', 'Formato', 'Número de participantes', 'Cuestiones planteadas'] }],
    },
    {
      title: 'Lo que ya existe',
      guidance: 'Haga un mapa de servicios, carencias y tiempos de espera; señale lo que funciona y lo que no funcionó.',
      tables: [{ header: ['Servicio', 'Entidad', 'Idiomas', 'Quién tiene acceso', 'Carencia'] }],
    },
    {
      title: 'Visión y principios',
      guidance:
        'Escriba una visión que los vecinos reconozcan como suya; nombre la igualdad, la participación, el principio de no hacer daño y el proceso en ambos sentidos.',
    },
    {
      title: 'Objetivos por tema',
      guidance: 'Para cada tema indique un objetivo, el cambio esperado y por qué va primero. Omita los temas que aquí no correspondan.',
      tables: [
        {
          header: ['Tema', 'Objetivo', 'Cambio esperado', 'Por qué va primero'],
          rows: [
            'Estrategias y políticas',
            'Ventanillas únicas y centros de integración',
            'Educación y formación',
            'Vivienda',
            'Servicios básicos, incluida la salud',
            'Mercado laboral',
            'Participación activa e inclusión social',
            'Intercambio entre recién llegados y residentes',
          ],
        },
      ],
    },
    {
      title: 'Medidas y plan de acción',
      guidance: 'Dé a cada medida un responsable, socios, inicio, fin, coste, fuente de financiación y primer paso.',
      tables: [
        { header: ['Medida', 'Objetivo', 'Responsable', 'Socios', 'Inicio y fin', 'Coste y fuente (EUR)', 'Primer paso', 'Estado'] },
      ],
    },
    {
      title: 'Equidad e interseccionalidad',
      guidance:
        'Revise cada medida pensando en las mujeres, la infancia, las minorías y las personas migrantes LGBTQI+; diga qué será diferente para ellas.',
      tables: [
        {
          header: ['Grupo', 'Qué lo dificulta', 'Qué será diferente', 'Medidas'],
          rows: ['Mujeres migrantes', 'Infancia y juventud', 'Minorías religiosas y étnicas', 'Personas migrantes LGBTQI+'],
        },
      ],
    },
    {
      title: 'Gobernanza y coordinación',
      guidance:
        'Muestre quién decide, quién asesora, cómo comparten el poder las organizaciones de migrantes y cómo se conectan los niveles de gobierno.',
      tables: [
        { header: ['Órgano', 'Miembros', 'Frecuencia de reunión'] },
        { header: ['Tarea', 'Ejecuta', 'Rinde cuentas', 'Se le consulta', 'Se le informa'] },
      ],
    },
    {
      title: 'Recursos y capacidades',
      guidance: 'Enumere personal, formación, intérpretes, voluntariado y presupuesto, lo asegurado y lo que falta.',
      tables: [{ header: ['Año', 'Fuente', 'Asegurado (EUR)', 'Falta (EUR)'] }],
    },
    {
      title: 'Seguimiento, evaluación y aprendizaje',
      guidance:
        'Elija pocos indicadores con valor de referencia, meta, fuente y fecha; diga quién los examina y cuándo cambian los planes.',
      tables: [{ header: ['Indicador', 'Valor de referencia (fecha)', 'Meta (fecha)', 'Fuente', 'Quién lo examina'] }],
    },
    {
      title: 'Riesgos y protección',
      guidance:
        'Nombre primero los riesgos para las personas y después para el plan, con responsable y respuesta; incluya la vía de reclamación.',
      tables: [{ header: ['Riesgo', 'Para quién', 'Respuesta', 'Responsable'] }],
    },
    {
      title: 'Comunicación, transferencia y próximos pasos',
      guidance:
        'Diga cómo vuelven los resultados a quienes fueron consultados, qué pueden reutilizar otros lugares y la fecha de la próxima revisión.',
      tables: [{ header: ['Mensaje', 'Público', 'Canal', 'Fecha'] }, { header: ['Aprobada por', 'Decisión', 'Fecha'] }],
    },
    {
      title: 'Anexos',
      guidance: 'Guarde aquí lo que sustenta el texto, para que la estrategia siga siendo breve.',
      list: {
        kind: 'bullets',
        items: [
          'Glosario',
          'Fuentes',
          'Resumen de la participación',
          'Informe de la revisión por pares y nuestra respuesta',
          'Historial de versiones y aprobaciones',
        ],
      },
    },
  ],
  minutes: [
    {
      title: 'Reunión',
      guidance: 'Nombre las organizaciones y cuántas personas envió cada una; nombres de personas solo con su acuerdo.',
      tables: [
        {
          header: ['', 'Datos'],
          rows: ['Fecha y hora', 'Lugar o enlace', 'Presidencia', 'Acta redactada por', 'Organizaciones presentes'],
        },
      ],
    },
    {
      title: 'Orden del día',
      guidance: 'Enumere los puntos tal como se anunciaron y lo que se añadió al comienzo.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Debate', guidance: 'Dedique a cada punto dos o tres frases: la cuestión, las opiniones, el resultado.' },
    {
      title: 'Decisiones',
      guidance: 'Escriba cada decisión como una frase que se entienda por sí sola.',
      tables: [{ header: ['N.º', 'Decisión', 'Acordada por'] }],
    },
    {
      title: 'Acciones',
      guidance: 'Cada acción tiene una sola organización responsable y una fecha.',
      tables: [{ header: ['Acción', 'Responsable', 'Para cuándo'] }],
    },
    { title: 'Próxima reunión', guidance: 'Fecha, hora con zona horaria, lugar y quién la prepara.' },
  ],
  workshop: [
    {
      title: 'El taller',
      guidance: 'Elija un nombre neutro para el acto y el lugar: nadie debe quedar expuesto por haber asistido.',
      tables: [
        {
          header: ['', 'Datos'],
          rows: ['Fecha y hora', 'Lugar', 'Formato', 'Facilitación', 'Idiomas e interpretación', 'La pregunta que hicimos'],
        },
      ],
    },
    {
      title: 'Quién participó',
      guidance: 'Escriba solo cifras, nunca nombres, y ningún grupo de menos de cinco. Diga a quién se invitó y no pudo venir.',
      tables: [{ header: ['Grupo', 'Número'] }],
    },
    {
      title: 'Lo que se dijo',
      guidance: 'Agrupe las aportaciones por temas y parafraséelas; cite solo con consentimiento y sin detalles que señalen a una persona.',
      tables: [{ header: ['Tema', 'Lo que hemos escuchado', 'Sección de la estrategia'] }],
    },
    {
      title: 'Lo que más importa',
      guidance: 'Las prioridades en el orden que les dieron los participantes, y cómo se eligieron.',
      list: { kind: 'numbered', items: ['', '', ''] },
    },
    { title: 'Lo que fue difícil', guidance: 'Desacuerdos, preguntas abiertas y lo que el formato no permitió.' },
    {
      title: 'Qué viene ahora',
      guidance: 'Diga quién hace qué y para cuándo, y cómo y cuándo sabrán los participantes qué fue de sus palabras.',
      list: { kind: 'tasks', items: ['', ''] },
    },
  ],
};
