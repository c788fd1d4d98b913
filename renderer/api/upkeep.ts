import { useAsk, useChange } from "./hooks.ts";

export const usePolicy = () => useAsk("policy.read", {});
export const useInventory = () => useAsk("inventory.read", {});
export const useSaveInventory = () => useChange("inventory.save", []);
export const useRunLeakTest = () => useChange("leakTest.run", []);
export const useSaveLeakTest = () => useChange("leakTest.save", []);
export const useUpdateStatus = () => useAsk("updates.status", {});
export const useCheckForUpdate = () => useChange("updates.check", ["updates.status"]);
