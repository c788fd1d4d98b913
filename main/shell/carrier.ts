import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from "electron";
import type { EventName } from "../../shared/contract/events.ts";
import { callChannel, eventChannel } from "../../shared/contract/names.ts";
import type { Caller, Guard } from "../ipc/guard.ts";
import { appOrigin } from "./protocol.ts";

/**
 * Carries the contract over Electron's bridge. It vouches for who asks: one of our own windows, by
 * identity, in its main frame, showing our own page. What was asked is the guard's to judge.
 */
export function createCarrier(guard: Guard): {
  admit(window: BrowserWindow): void;
  deliver(callerId: string, name: EventName, payload: unknown): void;
} {
  const windows = new Map<number, BrowserWindow>();

  function identify(event: IpcMainInvokeEvent): Caller {
    const window = windows.get(event.sender.id);
    const frame = event.senderFrame;
    const ours = window !== undefined && frame !== null && frame === event.sender.mainFrame && frame.origin === appOrigin;
    return { id: nameCaller(event.sender.id), trusted: ours };
  }

  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) => guard(identify(event), name, input));

  return {
    admit(window) {
      const { id } = window.webContents;
      windows.set(id, window);
      window.on("closed", () => windows.delete(id));
    },
    deliver(callerId, name, payload) {
      for (const [id, window] of windows) {
        if (nameCaller(id) === callerId && !window.isDestroyed()) window.webContents.send(eventChannel, name, payload);
      }
    },
  };
}

function nameCaller(contentsId: number): string {
  return `window-${contentsId}`;
}
