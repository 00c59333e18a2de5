<?php
/**
 * What an attachment that AssetQL made carries.
 *
 * @package AssetQL
 */

namespace AssetQL;

defined( 'ABSPATH' ) || exit;

/** The taxonomy, the registered meta and the REST members of attachments. */
final class Attachment_Fields {

	const TAXONOMY    = 'assetql_style';
	const EXTERNAL_ID = 'assetql_external_id';

	/** Registered meta, by the name of the member of a projection's meta. */
	const META = array(
		'aiGenerated' => array( 'ai_generated', 'boolean' ),
		'model'       => array( 'assetql_model', 'string' ),
		'seed'        => array( 'assetql_seed', 'integer' ),
		'score'       => array( 'assetql_score', 'number' ),
		'version'     => array( 'assetql_version', 'integer' ),
	);

	/** What the plugin keeps for itself: the file as we wrote it, the one before, and what posts showed before. */
	const FILE     = '_assetql_file';
	const PREVIOUS = '_assetql_previous_file';
	const REPLACED = '_assetql_replaced';

	public static function register(): void {
		add_action( 'init', array( self::class, 'register_fields' ) );
		add_action( 'rest_api_init', array( self::class, 'register_rest_field' ) );
		add_filter( 'rest_attachment_collection_params', array( self::class, 'add_collection_param' ) );
		add_filter( 'rest_attachment_query', array( self::class, 'filter_query' ), 10, 2 );
	}

	public static function register_fields(): void {
		register_taxonomy(
			self::TAXONOMY,
			array( 'attachment' ),
			array(
				'labels'            => array(
					'name'          => __( 'Styles', 'assetql' ),
					'singular_name' => __( 'Style', 'assetql' ),
				),
				'public'            => false,
				'show_ui'           => true,
				'show_in_menu'      => false,
				'show_admin_column' => true,
				'show_in_rest'      => true,
				'hierarchical'      => false,
				'rewrite'           => false,
			)
		);
		self::register_meta( self::EXTERNAL_ID, 'string' );
		foreach ( self::META as list( $key, $type ) ) {
			self::register_meta( $key, $type );
		}
	}

	public static function register_rest_field(): void {
		register_rest_field(
			'attachment',
			'assetql',
			array(
				'get_callback' => static function ( array $attachment ) {
					$external_id = (string) get_post_meta( $attachment['id'], self::EXTERNAL_ID, true );
					if ( '' === $external_id ) {
						return null;
					}
					$projection = Asset_Projection::of( (int) $attachment['id'] );
					return array(
						'externalId' => $external_id,
						'etag'       => $projection['etag'],
					);
				},
				'schema'       => array(
					'type'     => array( 'object', 'null' ),
					'readonly' => true,
				),
			)
		);
	}

	public static function add_collection_param( array $params ): array {
		$params[ self::EXTERNAL_ID ] = array(
			'description' => __( 'Only the attachments of these AssetQL assets.', 'assetql' ),
			'type'        => 'array',
			'items'       => array( 'type' => 'string' ),
		);
		return $params;
	}

	/**
	 * @param array            $args    Of WP_Query.
	 * @param \WP_REST_Request $request Of the attachments' list.
	 */
	public static function filter_query( array $args, $request ): array {
		if ( ! empty( $request[ self::EXTERNAL_ID ] ) ) {
			$args['meta_query'][] = array(
				'key'     => self::EXTERNAL_ID,
				'value'   => $request[ self::EXTERNAL_ID ],
				'compare' => 'IN',
			);
		}
		return $args;
	}

	private static function register_meta( string $key, string $type ): void {
		register_post_meta(
			'attachment',
			$key,
			array(
				'type'          => $type,
				'single'        => true,
				'show_in_rest'  => true,
				// Only by the plugin's own doors: two attachments of one external id would break them.
				'auth_callback' => static function ( $allowed, $meta_key, $post_id ) {
					return self::EXTERNAL_ID !== $meta_key && current_user_can( 'edit_post', $post_id );
				},
			)
		);
	}
}
