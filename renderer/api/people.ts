import { useAsk, useChange } from "./hooks.ts";

export const useAppStatus = () => useAsk("app.status", {});
export const useSession = () => useAsk("session.current", {});
export const useSignOut = () => useChange("session.signOut", ["session.current"]);
export const useTouch = () => useChange("session.touch", []);
export const useCreateClinic = () => useChange("setup.createClinic", []);
export const useRecover = () => useChange("setup.recover", []);
export const useUnlock = () => useChange("setup.unlock", ["app.status"]);
export const useUsers = () => useAsk("users.list", {});
export const useAddUser = () => useChange("users.add", ["users.list"]);
export const useDeactivateUser = () => useChange("users.deactivate", ["users.list"]);
export const useChangePassword = () => useChange("session.changePassword", ["session.current"]);
export const useResetPassword = () => useChange("users.resetPassword", ["users.list"]);
export const useBeginSecondFactor = () => useChange("secondFactor.begin", []);
export const useConfirmSecondFactor = () => useChange("secondFactor.confirm", []);
export const useRemoveSecondFactor = () => useChange("secondFactor.remove", []);
