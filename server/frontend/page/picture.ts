// Turn a chart into a PNG for a slide.
//
// Markup:  <a data-png="gpai-members.png" href="/…chart.svg">PNG</a>, where the address is of an SVG
//          file that needs no other. Without this script the link leads to the SVG.

const SCALE = 2; // pixels a unit of the drawing

/** Make links with data-png give the picture that they lead to as a PNG. */
export function offerPictures(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-png]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    download(link).catch(() => location.assign(link.href));
  });
}

async function download(link: HTMLAnchorElement): Promise<void> {
  const response = await fetch(link.href, { headers: { Accept: "image/svg+xml" } });
  if (!response.ok) throw new Error(response.statusText);
  const drawing = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
  const png = address(await painted(drawing.documentElement as unknown as SVGSVGElement));
  const file = document.createElement("a");
  file.href = png;
  file.download = link.dataset["png"] || "chart.png";
  file.click();
  setTimeout(() => URL.revokeObjectURL(png), 60_000);
}

async function painted(svg: SVGSVGElement): Promise<Blob> {
  const [, , width, height] = (svg.getAttribute("viewBox") ?? "").split(/[\s,]+/).map(Number);
  if (!width || !height) throw new Error("the drawing has no size");
  svg.setAttribute("width", String(width * SCALE));
  svg.setAttribute("height", String(height * SCALE));
  const source = address(new Blob([svg.outerHTML], { type: "image/svg+xml" }));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const context = canvas.getContext("2d")!;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0);
  } finally {
    URL.revokeObjectURL(source);
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("nothing was painted")))),
  );
}

const address = (blob: Blob): string => URL.createObjectURL(blob);
