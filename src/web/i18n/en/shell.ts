export const shell = {
  name: 'Forewarned',
  whatIf: 'What-if under stated assumptions, not a forecast.',
  skip: 'Skip to the content',
  doors: { start: 'Start', compare: 'Compare', lab: 'Lab', results: 'Results' },
  language: 'Language',
  appearance: { label: 'Appearance', light: 'Light', dark: 'Dark', auto: 'As the system' },
  projector: 'Projector',
  purpose:
    'Forewarned is made for learning and for planning evaluations. It says what follows in this model from what is assumed; it predicts neither persons nor numbers of people on the move.',
  outOfScope:
    'Not for choosing targets for border enforcement, decisions on asylum or visas, or micro-targeted advertising. All people here are synthetic.',
  nothingLeaves: 'Everything is computed in this browser. Nothing is sent anywhere.',
  version: 'Forewarned {{version}}, results version {{results}}',
  words: {
    title: 'What these words mean',
    quality: {
      word: 'decision quality',
      means:
        'of all people, how many are on the side (to go or not) that their own wishes and the true state of things speak for.',
    },
    run: {
      word: 'paired run',
      means:
        'the same people with the same luck, lived with a design and without any; what differs is because of the design.',
    },
    draw: {
      word: 'parameter draw',
      means:
        'one choice of all the numbers that nobody knows exactly, within their ranges. Several draws show what depends on them.',
    },
    condition: {
      word: 'condition',
      means: 'circumstances in which the designs are compared, for instance another policy.',
    },
    seed: { word: 'seed', means: 'words from which all luck follows: the same words give the same luck.' },
    fingerprint: {
      word: 'fingerprint',
      means:
        'letters and digits that follow from all results: who computes the same gets the same, and one changed number gives others.',
    },
  },
  start: {
    title: 'What would an information campaign change, for whom, and would a study see it?',
    lead: 'A model of people who think about leaving: their families, what they believe and whom, what is open to them, and how a mind resists what it does not want to hear. The same people live twice, with a campaign and without it.',
    compare: {
      title: 'Compare',
      for: 'For evaluators and programme officers',
      text: 'Set campaign designs side by side at the same budget. See whom they help and whom they harm, what they cost, how unsure all of it is, and whether your study would see it.',
      action: 'Compare designs',
    },
    lab: {
      title: 'Lab',
      for: 'For trainers',
      text: 'Watch a village hear a message. Follow one mind week by week as it weighs, believes, or finds a way out. Five lessons, one for each assumption that campaigns rest on.',
      action: 'Open the Lab',
    },
    results: {
      title: 'Results',
      for: 'For researchers',
      text: 'All runs and their distributions, filtered by design and group. Take them home as a package that others can verify.',
      action: 'See results',
    },
    rests: 'What this rests on',
    restsText:
      'Of the numbers that say something about the world, nearly nine in ten are assumptions with a wide range. Every number has its source in the ledger, and comparisons are run over what nobody knows.',
  },
  stray: {
    title: 'This address leads nowhere',
    text: 'Nothing can be opened under “{{address}}”: it may be cut off or mistyped. This is {{door}} as it opens by itself.',
  },
  problem: {
    title: 'This cannot be opened',
    link: 'The link: {{reason}}. Ask for the whole link, or for the file. Nothing you had here is lost.',
    file: 'The file: {{reason}}. Choose another one. Nothing you had here is lost.',
    close: 'Go on without it',
  },
} as const;
