/** Starts every reporter on the page; a page without a profile reports nothing. */
import { queueOf } from "../page_queue.js";
import * as dwell from "./dwell.js";
import * as impressions from "./impressions.js";
import * as origin from "./origin.js";
import * as scroll from "./scroll.js";
import * as search from "./search.js";

const REPORTERS = [impressions, dwell, scroll, search, origin];

export function startReporters(root = document) {
  const queue = queueOf(root);
  if (queue === null) return;
  for (const reporter of REPORTERS) reporter.start({ queue, root });
  queue.flush();
}
