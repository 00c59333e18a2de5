<?php
/**
 * What the media library tells of an image.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/** A small read-only block in the details of an attachment: where the image comes from. */
final class Attachment_Details {

	public static function register(): void {
		add_filter( 'attachment_fields_to_edit', array( self::class, 'add' ), 10, 2 );
	}

	/**
	 * @param array   $fields Of the form.
	 * @param WP_Post $post   The attachment.
	 */
	public static function add( array $fields, $post ): array {
		if ( '' === (string) get_post_meta( $post->ID, Attachment_Fields::EXTERNAL_ID, true ) ) {
			return $fields;
		}
		$fields['assetql'] = array(
			'label'         => 'AssetQL',
			'input'         => 'html',
			'html'          => self::html( $post->ID ),
			'show_in_edit'  => true,
			'show_in_modal' => true,
		);
		return $fields;
	}

	private static function html( int $id ): string {
		$seen = Asset_Projection::of( $id );
		$meta = $seen['meta'];
		$rows = array(
			__( 'Made by', 'assetql' )     => $meta['aiGenerated'] ? __( 'Image generator (AI)', 'assetql' ) : null,
			__( 'Style', 'assetql' )       => implode( ', ', $seen['style'] ),
			__( 'Style score', 'assetql' ) => null === $meta['score'] ? null : number_format_i18n( 100 * $meta['score'] ) . ' %',
			__( 'Model', 'assetql' )       => $meta['model'],
			__( 'Seed', 'assetql' )        => null === $meta['seed'] ? null : (string) $meta['seed'],
			__( 'Asset', 'assetql' )       => $seen['externalId'],
		);
		$html = '';
		foreach ( $rows as $label => $value ) {
			if ( null !== $value && '' !== $value ) {
				$html .= '<dt>' . esc_html( $label ) . '</dt><dd>' . esc_html( $value ) . '</dd>';
			}
		}
		$style = '<style>.assetql-details{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:6px 0}'
			. '.assetql-details dt{color:#50575e}.assetql-details dd{margin:0;overflow-wrap:anywhere}</style>';
		return $style . '<dl class="assetql-details">' . $html . '</dl>';
	}
}
