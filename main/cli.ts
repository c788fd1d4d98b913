import { runCli } from "./cli-commands.ts";

void runCli(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
