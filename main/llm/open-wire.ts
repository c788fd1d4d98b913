import type { Transport, TransportOptions } from "./transport.ts";

/** Makes a way out whose library is read with the first question: a start of the program asks nothing. */
export function openWireWhenAsked(options: TransportOptions): Pick<Transport, "fetch" | "close"> {
  let opened: Promise<Transport> | null = null;
  const open = () => {
    opened ??= import("./transport.ts").then(({ createTransport }) => createTransport(options));
    return opened;
  };
  return {
    fetch: async (input, init) => (await open()).fetch(input, init),
    close: async () => (await opened)?.close(),
  };
}
