// What every page does beyond its HTML. Without this script all of it still works, by loading pages.

import { followTheDay } from "./page/day";
import { followHistory } from "./page/load";
import { openNotes } from "./page/notes";
import { offerPictures } from "./page/picture";
import { suggest } from "./page/search";
import { swapParts } from "./page/swap";

followHistory();
followTheDay();
swapParts();
openNotes();
offerPictures();
suggest();
