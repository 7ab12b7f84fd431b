/** Everything the desk's pages need at once. The film viewer comes later, see film-loader.ts. */
import { autosave, forgetDrafts, startLeaving } from "./autosave.ts";
import { calledFor } from "./called-for.ts";
import { dayGrid } from "./day-grid.ts";
import { startFilms } from "./film-loader.ts";
import { startFocus } from "./focus.ts";
import { startDialogs, startMending, startOnce, startPresses, startWarnings } from "./forms.ts";
import { startKeys } from "./keys.ts";
import { island, start } from "./mount.ts";
import { startPalette } from "./palette.ts";
import { startPrinting } from "./printing.ts";
import { keepTimes } from "./times.ts";
import { startSignedIn } from "./signed-in.ts";
import { startToasts } from "./toasts.ts";
import { startStillness } from "./stillness.ts";
import { teethAsked } from "./teeth-asked.ts";
import { toothChart } from "./tooth-chart.ts";
import { difficulty, wording } from "./triage.ts";
import { guardDrops, upload } from "./upload.ts";
import { startWorklist, worklist } from "./worklist.ts";

island("worklist", worklist);
island("tooth-chart", toothChart);
island("teeth-asked", teethAsked);
island("upload", upload);
island("autosave", autosave);
island("called-for", calledFor);
island("day-grid", dayGrid);
island("difficulty", difficulty);
island("wording", wording);

document.documentElement.classList.add("scripted");
// A page without the desk's frame is one where nobody is signed in.
if (!document.querySelector(".desk")) forgetDrafts();

startToasts();
startLeaving();
startWorklist();
startKeys();
startPalette();
startDialogs();
startStillness();
startSignedIn();
startOnce();
startWarnings();
startMending();
startPresses();
startPrinting();
startFocus();
startFilms();
guardDrops();
keepTimes();
start();
