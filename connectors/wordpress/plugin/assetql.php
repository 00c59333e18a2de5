<?php
/**
 * Plugin Name:       AssetQL
 * Description:       Images for your posts in one consistent style: generated in batches, scored against your style, approved by you, published into the media library.
 * Version:           0.1.0
 * Requires at least: 6.2
 * Requires PHP:      7.4
 * Author:            AssetQL
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       assetql
 * Domain Path:       /languages
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

require_once __DIR__ . '/includes/autoload.php';

Plugin::start();
