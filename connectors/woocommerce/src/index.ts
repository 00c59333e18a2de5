export { woocommerceConnector } from "./connector.ts";
