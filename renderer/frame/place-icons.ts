import {
  CalendarCheck,
  Contact,
  DoorOpen,
  FileSignature,
  KeyRound,
  LayoutList,
  type LucideIcon,
  Scale,
  ScrollText,
  Siren,
  Users,
} from "lucide-react";
import type { Destination } from "./route.ts";

/** A sign for each place of the rail, always beside its word. */
export const placeIcons: Readonly<Record<Destination["name"], LucideIcon>> = {
  today: CalendarCheck,
  patients: Users,
  sends: DoorOpen,
  templates: LayoutList,
  vendors: FileSignature,
  audit: ScrollText,
  rights: Scale,
  breaches: Siren,
  security: KeyRound,
  people: Contact,
};
