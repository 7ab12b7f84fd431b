/** For patients and outsiders: nothing here is needed, it only keeps a form from going out twice or being left by mistake, and a hold's time true. */
import { calledFor } from "./called-for.ts";
import { startMending, startOnce, startPresses, startWarnings } from "./forms.ts";
import { island, start } from "./mount.ts";
import { refresh } from "./refresh.ts";
import { startStillness } from "./stillness.ts";
import { teethAsked } from "./teeth-asked.ts";
import { keepTimes } from "./times.ts";
import { toothChart } from "./tooth-chart.ts";
import { guardDrops, upload } from "./upload.ts";

island("called-for", calledFor);
island("tooth-chart", toothChart);
island("teeth-asked", teethAsked);
island("upload", upload);
island("refresh", refresh);
guardDrops();
startStillness();
startOnce();
startWarnings();
startMending();
startPresses();
keepTimes();
start();
