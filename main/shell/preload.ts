import { contextBridge, ipcRenderer } from "electron";
import { callChannel, callNames, eventChannel, eventNames } from "../../shared/contract/names.ts";

const calls: readonly string[] = callNames;
const names: readonly string[] = eventNames;

/** The whole bridge: ask by a listed name, listen to a listed event. Nothing of Electron passes. */
contextBridge.exposeInMainWorld("chartwell", {
  ask(name: string, input: unknown): Promise<unknown> {
    if (!calls.includes(name)) return Promise.resolve({ ok: false, error: { code: "ipc.unknown-call" } });
    return ipcRenderer.invoke(callChannel, name, input);
  },
  on(name: string, listener: (payload: unknown) => void): () => void {
    if (!names.includes(name)) return () => undefined;
    const receive = (_event: unknown, announced: string, payload: unknown) => {
      if (announced === name) listener(payload);
    };
    ipcRenderer.on(eventChannel, receive);
    return () => void ipcRenderer.removeListener(eventChannel, receive);
  },
});
