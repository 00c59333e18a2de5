<?php
/**
 * One image straight into the media library.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** POST /import: what the editor does when a person keeps an image of one post. */
final class Import_Routes {

	const ALT_CHARACTERS = 125;

	public static function register(): void {
		register_rest_route(
			Asset_Routes::NAMESPACE,
			'/import',
			array(
				'methods'             => 'POST',
				'callback'            => Failure::answered( array( self::class, 'import' ) ),
				'permission_callback' => array( Permissions::class, 'may_upload' ),
				'args'                => array(
					'assetId'  => array(
						'type'     => 'string',
						'required' => true,
						'pattern'  => '^ast_[a-z0-9-]{4,60}$',
					),
					'post'     => array(
						'type'     => 'integer',
						'required' => true,
					),
					'featured' => array(
						'type'    => 'boolean',
						'default' => false,
					),
					'alt'      => array(
						'type'      => 'string',
						'required'  => true,
						'maxLength' => self::ALT_CHARACTERS,
					),
				),
			)
		);
	}

	/** @return array The projection of the attachment, as REST.md describes it. */
	public static function import( WP_REST_Request $request ): array {
		$post  = Permissions::editable_post( $request['post'] );
		$path  = '/assets/' . $request['assetId'];
		$asset = Hub::ask( 'GET', $path );
		$file  = Asset_File::temporary();
		if ( ! isset( $asset['urls']['image'] ) ) {
			$message = __( 'The image is not ready yet. Try again in a moment.', 'assetql' );
			throw new Failure( 'assetql_image_unavailable', $message, 409 );
		}
		try {
			Hub::file( $asset['urls']['image'], $file );
			if ( hash_file( 'sha256', $file ) !== $asset['sha256'] ) {
				$message = __( 'The image was damaged on its way here. Try again.', 'assetql' );
				throw new Failure( 'assetql_hash_mismatch', $message, 502 );
			}
			$metadata = self::metadata( $asset, $request ) + array( 'post' => $post->ID );
			$put      = Asset_Store::put( $asset['id'], Asset_Upload::of_file( $file, $metadata ), new Preconditions() );
		} finally {
			wp_delete_file( $file );
		}
		// A person has just chosen it: the hub should know. The image is here whether or not it hears.
		Hub::call( 'PATCH', $path, array( 'altText' => $request['alt'] ) );
		Hub::call( 'POST', $path . '/approve', array() );
		return $put['projection'];
	}

	private static function metadata( array $asset, WP_REST_Request $request ): array {
		$metadata = array(
			'sha256'   => $asset['sha256'],
			'filename' => self::filename( $asset ),
			'title'    => $asset['title'],
			'alt'      => $request['alt'],
			'style'    => self::style( $asset ),
			'meta'     => array(
				'aiGenerated' => ! $asset['provenance']['isDraft'],
				'model'       => (string) $asset['provenance']['model'],
				'seed'        => (int) $asset['provenance']['seed'],
				'score'       => (float) $asset['styleScore']['score'],
				'version'     => (int) $asset['version'],
			),
		);
		if ( $request['featured'] ) {
			$metadata['featured'] = $request['post'];
		}
		return $metadata;
	}

	/** The ending is only a guess: WordPress sets it right by what the file is. */
	private static function filename( array $asset ): string {
		$name = sanitize_file_name( sanitize_title( mb_substr( $asset['title'], 0, 60 ) ) );
		return ( '' === $name ? $asset['id'] : $name ) . '.png';
	}

	/** @return string[] Name of the style; none when it was deleted meanwhile. */
	private static function style( array $asset ): array {
		$answer = Hub::call( 'GET', '/styles/' . rawurlencode( (string) $asset['styleProfileId'] ) );
		return $answer->is_ok() ? array( (string) $answer->body()['name'] ) : array();
	}
}
