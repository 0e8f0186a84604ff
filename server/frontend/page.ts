// What every page does beyond its HTML. Without this script all of it still works, by loading pages.
export {};
