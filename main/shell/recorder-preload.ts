import { contextBridge, ipcRenderer } from "electron";
import { recorderChannel, recorderCommandChannel } from "../../shared/contract/names.ts";

/** The recording page's whole bridge: say something, be told something. It cannot ask anything of the record. */
contextBridge.exposeInMainWorld("recorder", {
  say: (message: unknown): void => ipcRenderer.send(recorderChannel, message),
  onCommand: (listener: (command: unknown) => void): void => {
    ipcRenderer.on(recorderCommandChannel, (_event, command: unknown) => listener(command));
  },
});
