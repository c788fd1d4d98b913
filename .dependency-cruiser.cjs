/** Who may import whom. Every rule names its wall and says why it stands. */
const room = (path) => ({ path: `^${path}` });

const wall = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    wall("shared-stands-alone", "If the contract imported main, the window would bundle main.", room("shared/"), {
      pathNot: "^(shared/|node_modules/zod/)",
    }),
    wall("renderer-holds-no-authority", "The window never touches storage, keys or the network.", room("renderer/"), {
      path: "^(main/|node_modules/electron/)|^(fs|net|tls|http|https|crypto|child_process|path|os)$|^node:",
    }),
    wall("ui-knows-nothing-of-clinics", "Buttons and tables serve any screen.", room("renderer/ui/"), {
      path: "^(shared/|renderer/(api|screens|words)/)",
      pathNot: "^renderer/words/language\\.ts$",
    }),
    wall("screens-speak-through-api", "A screen sees values, not the contract.", room("renderer/screens/"), { path: "^shared/contract/" }),
    wall(
      "screens-apart",
      "Deleting a screen is deleting a folder.",
      { path: "^renderer/screens/([^/]+)/" },
      { path: "^renderer/screens/", pathNot: "^renderer/screens/$1/" },
    ),
    wall("preload-is-thin", "It runs beside the page: names are enough.", room("main/shell/(recorder-)?preload\\.ts$"), {
      pathNot: "^(shared/contract/names\\.ts$|node_modules/electron/)|^electron$",
    }),
    wall("shell-is-the-edge", "The Electron edge reaches no room of the house.", room("main/shell/"), {
      path: "^main/(vault|llm|deid|workflows|audit|drafting|transcripts|documents)/",
      dependencyTypesNot: ["type-only"],
    }),
    wall("door-cannot-peek", "The guard judges calls; handlers arrive as an argument.", room("main/ipc/"), {
      path: "^main/",
      pathNot: "^main/(ipc/|session\\.ts$|phi-context\\.ts$)",
    }),
    wall("workflows-touch-no-machine", "The story is testable in plain Node and movable in one piece.", room("main/workflows/"), {
      path: "^(node:|electron$|node_modules/(electron|better-sqlite3|undici|keytar|@anthropic-ai|openai|@google|@aws-sdk|@node-rs)/)|^(fs|net|tls|http|https|crypto|child_process|path|os)$|^main/(shell|doctor)/|^main/llm/vendors/|^main/vault/engines/",
    }),
    wall("workflows-know-no-carrier", "A workflow does not know who carried the call.", room("main/workflows/"), {
      path: "^main/ipc/",
      dependencyTypesNot: ["type-only"],
    }),
    wall("vault-stands-alone", "The record opens in tests with a random key and a real file.", room("main/vault/"), {
      path: "^main/(?!vault/|audit/|clock\\.ts$|globals)|^electron$|^node_modules/(electron|undici|@anthropic-ai)/",
    }),
    wall("migrations-are-fossils", "Today's refactor must not change yesterday's upgrade.", room("main/vault/migrations/"), {
      pathNot: "^main/vault/migrations/",
    }),
    wall(
      "only-engines-know-the-driver",
      "Stores speak SQL; the driver stays behind one file.",
      { path: "^main/", pathNot: "^main/vault/engines/" },
      { path: "^node_modules/(better-sqlite3-multiple-ciphers|pg|pg-protocol|pg-types)/" },
    ),
    wall("audit-is-pure", "An auditor runs the verifier without the program.", room("main/audit/"), {
      pathNot: "^(main/audit/|shared/|node_modules/zod/)|^(node:)?crypto$",
    }),
    wall("deid-is-pure", "The safety claim must be testable on thousands of notes with no set-up.", room("main/deid/"), {
      pathNot: "^(main/deid/|shared/|node_modules/zod/)|^(node:)?crypto$",
    }),
    wall(
      "only-deid-mints",
      "De-identified is a type one room can make.",
      { path: "^(main|renderer|shared|scripts)/", pathNot: "^main/deid/" },
      { path: "^main/deid/(?!index\\.ts$|detector\\.ts$|deidentified-text\\.ts$)" },
    ),
    wall("breach-rules-are-pure", "A deadline must be testable by its rule alone.", room("main/breach/"), {
      pathNot: "^(main/breach/|shared/)",
    }),
    wall("llm-cannot-fetch-a-chart", "The room with the network has no way to the record.", room("main/llm/"), {
      path: "^main/(?!llm/|egress\\.ts$|deid/deidentified-text\\.ts$)",
    }),
    wall(
      "one-door-out",
      "A vendor cannot be called before policy and audit.",
      { path: "^main/", pathNot: "^main/(llm/|compose\\.ts$)" },
      { path: "^main/llm/(vendors|transport)" },
    ),
    wall(
      "shipping-cannot-read-the-record",
      "The room that speaks to log servers is handed codes and hashes, and reaches nothing else.",
      room("main/shipping/"),
      {
        path: "^main/(?!shipping/|audit/|egress\\.ts$)|^electron$",
      },
    ),
    wall(
      "network-lives-in-few-rooms",
      "The only network code of the product: drafts to a vendor, evidence to a log server, programs from the clinic's own server, the contract between a host and its workstations; the record's own database server; and the leak test's far end on this computer.",
      { path: "^main/", pathNot: "^main/((llm|shipping|updates|host|station|wire|vault/engines/postgres)/|canary/far-end\\.ts$|egress\\.ts$)" },
      {
        path: "^(node:)?(http|https|http2|net|tls|dns|dgram)$|^node_modules/(undici|ws|@anthropic-ai|openai|@google|google-auth-library|@aws-sdk|@smithy)/",
      },
    ),
    wall("the-wire-knows-no-record", "What host and workstation say to one another is readable without either.", room("main/wire/"), {
      path: "^main/(?!wire/)|^electron$",
    }),
    wall(
      "a-workstation-holds-no-record",
      "A lost workstation must not be a lost record: it reaches the host and what is sealed for it.",
      room("main/station/"),
      {
        path: "^main/(vault/(?!keys/|keychain\\.ts$|write-whole\\.ts$|ids\\.ts$|sound/)|(llm|deid|workflows|audit|drafting|transcripts|documents)/)",
        dependencyTypesNot: ["type-only"],
      },
    ),
    wall("drafting-is-pure", "Drafts and checks are made of text alone.", room("main/drafting/"), {
      pathNot: "^(main/drafting/|shared/|node_modules/zod/)|^(node:)?crypto$",
    }),
    wall("transcripts-are-pure", "Bytes in, lines out.", room("main/transcripts/"), {
      path: "^main/(?!transcripts/)|^electron$|^(node:)?(fs|net|tls|http|https|child_process)$",
    }),
    wall("intake-is-pure", "Bytes in, patients out.", room("main/intake/"), {
      path: "^main/(?!intake/)|^electron$|^(node:)?(fs|net|tls|http|https|child_process)$",
    }),
    wall("speech-hears-and-nothing-else", "The room that hears sessions reaches no record, no screen and no network.", room("main/speech/"), {
      path: "^main/(?!speech/|egress\\.ts$)|^electron$|^(node:)?(net|tls|http|https|http2|dgram|child_process)$",
    }),
    wall(
      "only-speech-knows-the-engine",
      "The recogniser stays behind one room, in a process of its own.",
      { path: "^main/", pathNot: "^main/speech/" },
      { path: "^node_modules/onnxruntime-node/" },
    ),
    wall("documents-are-pure", "Data in, bytes out.", room("main/documents/"), {
      path: "^main/(?!documents/)|^electron$|^(node:)?(fs|net|tls|http|https|child_process)$",
    }),
    wall("compose-knows-no-electron", "The same house runs under a window, a command line and a host.", room("main/compose\\.ts$"), {
      path: "^electron$|^node_modules/electron/|^main/shell/",
      dependencyTypesNot: ["type-only"],
    }),
    wall(
      "keychain-lives-in-shell",
      "One file speaks to the operating system's keychain.",
      { path: "^main/", pathNot: "^main/shell/keychain\\.ts$" },
      { path: "^node_modules/keytar/" },
    ),
    wall("no-cycles", "A circle of imports has no reading order.", {}, { circular: true, dependencyTypesNot: ["type-only"] }),
    wall("no-orphans-resolved", "Every import leads somewhere.", {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mts", ".mjs", ".cjs", ".js", ".json", ".css"],
    },
    exclude: { path: "(^|/)(dist|out)/" },
  },
};
