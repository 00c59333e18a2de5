import { fileURLToPath } from "node:url";
import { woocommerceConnector } from "@assetql/woocommerce";
import { z } from "zod";
import type { Site } from "../support/wordpress/start-wordpress.ts";
import { evalJson, startSite } from "../wordpress/real-site.ts";
import { siteContext } from "../wordpress/site-context.ts";

/** Not WooCommerce: see the head of its main file. */
export const standInFolder = fileURLToPath(
  new URL("../support/woocommerce/woocommerce-stand-in", import.meta.url),
);

export function startShop(
  version: "6.5" | "6.6-RC3",
  more: { readonly withPlugin?: boolean; readonly plugins?: readonly string[] } = {},
): Promise<Site> {
  const plugins = [standInFolder, ...(more.plugins ?? [])];
  return startSite(version, { ...more, plugins, constants: { MEDIA_TRASH: true } });
}

export function shopContext(site: Site, config: Readonly<Record<string, unknown>> = {}) {
  const { url, user: username, applicationPassword } = site;
  return siteContext({
    config: woocommerceConnector.manifest.configSchema.parse({ siteUrl: url, provenance: false, ...config }),
    credentials: { username, applicationPassword },
  });
}

/** Products by their names, with an SKU and a category each, all showing the same images; their ids in order. */
export function makeProducts(
  site: Site,
  names: readonly string[],
  [first, ...gallery]: readonly number[] = [],
): Promise<number[]> {
  const php = `$ids = [];
    foreach (json_decode('${JSON.stringify(names)}', true) as $n => $name) {
      $id = wp_insert_post(['post_title' => $name, 'post_content' => "<p>$name, hand-made</p>",
        'post_status' => 'publish', 'post_type' => 'product']);
      update_post_meta($id, '_sku', 'SKU-' . ($n + 1));
      update_post_meta($id, '_price', '12.50');
      if (${first ?? 0} > 0) update_post_meta($id, '_thumbnail_id', ${first ?? 0});
      update_post_meta($id, '_product_image_gallery', '${gallery.join(",")}');
      wp_set_object_terms($id, ['Kitchen & table'], 'product_cat');
      $ids[] = $id;
    }
    echo json_encode($ids);`;
  return evalJson(site, php, z.array(z.int().positive()));
}

/** Variations of a product, one for each colour; their ids in order. */
export function makeVariations(site: Site, product: number, colours: readonly string[]): Promise<number[]> {
  const php = `update_post_meta(${product}, '_type', 'variable');
    $ids = [];
    foreach (json_decode('${JSON.stringify(colours)}', true) as $colour) {
      $id = wp_insert_post(['post_title' => $colour, 'post_status' => 'publish',
        'post_type' => 'product_variation', 'post_parent' => ${product}]);
      update_post_meta($id, '_attributes', wp_slash(json_encode([['name' => 'Colour', 'option' => $colour]])));
      $ids[] = $id;
    }
    echo json_encode($ids);`;
  return evalJson(site, php, z.array(z.int().positive()));
}

/** Uploads images of somebody else's, with their alternative texts; their attachments in order. */
export function uploadOthers(site: Site, alts: readonly string[]): Promise<number[]> {
  const php = `require_once ABSPATH . 'wp-admin/includes/image.php';
    $ids = [];
    foreach (json_decode('${JSON.stringify(alts)}', true) as $n => $alt) {
      $image = imagecreatetruecolor(40, 40);
      ob_start(); imagejpeg($image); $file = wp_upload_bits("other-$n.jpg", null, ob_get_clean())['file'];
      $id = wp_insert_attachment(['post_title' => $alt, 'post_mime_type' => 'image/jpeg'], $file);
      wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));
      update_post_meta($id, '_wp_attachment_image_alt', $alt);
      $ids[] = $id;
    }
    echo json_encode($ids);`;
  return evalJson(site, php, z.array(z.int().positive()));
}

const imagesSchema = z.object({ images: z.array(z.object({ id: z.int(), alt: z.string() })) });

/** What a product shows, in order. */
export async function shownBy(site: Site, product: number): Promise<{ id: number; alt: string }[]> {
  const answer = await fetch(`${site.url}/wp-json/wc/v3/products/${product}`, {
    headers: site.authorization,
  });
  return imagesSchema.parse(await answer.json()).images;
}

export async function show(site: Site, product: number, ids: readonly number[]): Promise<void> {
  const [first = 0, ...gallery] = ids;
  await site.eval(`update_post_meta(${product}, '_thumbnail_id', ${first});
    update_post_meta(${product}, '_product_image_gallery', '${gallery.join(",")}');`);
}
