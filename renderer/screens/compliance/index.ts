export { AuditScreen } from "./AuditScreen.tsx";
export { ExportScreen } from "./ExportScreen.tsx";
export { SendsScreen } from "./SendsScreen.tsx";
