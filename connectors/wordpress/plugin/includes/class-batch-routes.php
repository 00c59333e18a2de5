<?php
/**
 * Batches of posts, or of a CSV.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/** Previews and submits batches: rows are made here, where the posts are. */
final class Batch_Routes {

	const POSTS = 2000;

	/** Members that go to the hub as they came. */
	const MEMBERS = array( 'name', 'styleProfileId', 'template', 'config' );

	public static function register(): void {
		self::route( '/batches/preview' );
		self::route( '/batches' );
	}

	public static function send( WP_REST_Request $request ): WP_REST_Response {
		$given = (array) $request->get_json_params();
		$batch = array_intersect_key( $given, array_flip( self::MEMBERS ) );
		if ( array() === (array) ( $batch['config'] ?? array() ) ) {
			unset( $batch['config'] );
		}
		$batch['csv'] = self::csv( $given );
		if ( '' !== Settings::target_id() ) {
			$batch['targetId'] = Settings::target_id();
		}
		$path = str_replace( '/' . Asset_Routes::NAMESPACE, '', $request->get_route() );
		return Hub::call( 'POST', $path, $batch, Proxy_Routes::headers( $request ) )->to_response();
	}

	/** @throws Failure 400 without rows, 403 with posts of others. */
	private static function csv( array $given ): string {
		if ( is_string( $given['csv'] ?? null ) && '' !== trim( $given['csv'] ) ) {
			return $given['csv'];
		}
		$ids = array_values( array_filter( (array) ( $given['postIds'] ?? array() ), 'is_int' ) );
		if ( array() === $ids || count( $ids ) > self::POSTS ) {
			/* translators: %d: number of posts */
			$message = sprintf( __( 'Choose 1 to %d posts, or a CSV file.', 'assetql' ), self::POSTS );
			throw new Failure( 'assetql_rows_missing', $message, 400 );
		}
		$rows = Post_Rows::rows( $ids );
		if ( 1 === count( $rows ) && is_array( $given['fields'] ?? null ) ) {
			// From the editor, where the post may say more than what was saved.
			$rows[0] = self::with_fields( $rows[0], $given['fields'] );
		}
		return Csv::of( $rows );
	}

	private static function with_fields( array $row, array $fields ): array {
		unset( $fields['item_id'] );
		$fields = array_filter( array_intersect_key( $fields, $row ), 'is_string' );
		return array_merge( $row, array_map( array( Post_Rows::class, 'plain' ), $fields ) );
	}

	private static function route( string $path ): void {
		register_rest_route(
			Asset_Routes::NAMESPACE,
			$path,
			array(
				'methods'             => 'POST',
				'callback'            => Failure::answered( array( self::class, 'send' ) ),
				'permission_callback' => array( Permissions::class, 'may_upload' ),
			)
		);
	}
}
