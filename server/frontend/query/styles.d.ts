// The bundler takes style sheets by import.
declare module "*.css";
