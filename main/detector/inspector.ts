import { loadDetector } from "../deid/detector.ts";
import { DetectorDown, type Inspection, type KnownIdentifiers } from "../deid/index.ts";
import { loadPack } from "./pack/load-pack.ts";
import { readWeightsFile } from "./weights-file.ts";

/** Looks through one text with everything that is installed. Throws `DetectorDown` where a part of it is not there. */
export type InspectWithPack = (text: string, known: KnownIdentifiers) => Promise<Inspection>;

/**
 * Puts the detector of this release and the machine's pack together. What either finds is replaced.
 * A pack that policy names and that cannot be loaded stops every text: a clinic that installed one
 * counts on it.
 */
export function createInspector(packFolder: string | null): InspectWithPack {
  const detector = loadDetector(readWeightsFile());
  const loading = packFolder === null ? null : loadPack(packFolder);
  return async (text, known) => {
    if (!detector.ok) throw new DetectorDown("deid.detector-failed");
    if (loading === null) return detector.value.inspect(text, known);
    const pack = await loading;
    if (!pack.ok) throw new DetectorDown("deid.pack-refused");
    return { ...detector.value.inspect(text, known, await pack.value.find(text)), pack: pack.value.version };
  };
}
