<?php
/**
 * Plugin Name: Editor's hand
 * Description: For tests only: what an editor does in WordPress, and a site's passing failures, by REST and fast.
 */

defined( 'ABSPATH' ) || exit;

/** Attachments that an update has replaced stay in the library on purpose; their slugs say so. */
function hand_count_images(): int {
	global $wpdb;
	return (int) $wpdb->get_var(
		"SELECT COUNT(*) FROM {$wpdb->posts} WHERE post_type = 'attachment' AND post_status <> 'trash'
		AND post_name NOT LIKE 'assetql-%-was-%'"
	);
}

/** An attachment by its id or its slug, the new one while an update has not handed over to it yet. */
function hand_attachment( string $remote_id ): int {
	global $wpdb;
	if ( ctype_digit( $remote_id ) ) {
		return (int) $remote_id;
	}
	$sql = "SELECT ID FROM {$wpdb->posts} WHERE post_type = 'attachment' AND post_name IN ( %s, %s )
		ORDER BY LENGTH( post_name ) DESC LIMIT 1";
	return (int) $wpdb->get_var( $wpdb->prepare( $sql, $remote_id, "$remote_id-next" ) );
}

function hand_reset(): void {
	global $wpdb;
	foreach ( $wpdb->get_col( "SELECT ID FROM {$wpdb->posts} WHERE post_type = 'attachment'" ) as $id ) {
		wp_delete_attachment( (int) $id, true );
	}
	delete_post_meta_by_key( '_thumbnail_id' );
	delete_post_meta_by_key( '_product_image_gallery' );
	delete_option( 'hand_failure' );
	$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE 'assetql_lock_%'" );
	do_action( 'hand_reset' );
}

function hand_edit( int $id, string $field ): void {
	$text = 'By an editor, ' . wp_generate_uuid4();
	switch ( $field ) {
		case 'altText':
			update_post_meta( $id, '_wp_attachment_image_alt', $text );
			break;
		case 'title':
		case 'caption':
			wp_update_post( array( 'ID' => $id, 'title' === $field ? 'post_title' : 'post_excerpt' => $text ) );
			break;
		default:
			do_action( 'hand_edit', $id, $field );
	}
}

add_action(
	'rest_api_init',
	static function (): void {
		$actions = array(
			'reset'  => static function () {
				hand_reset();
			},
			'count'  => static function () {
				return hand_count_images();
			},
			'edit'   => static function ( $request ) {
				hand_edit( hand_attachment( $request['remoteId'] ), $request['field'] );
			},
			'remove' => static function ( $request ) {
				wp_delete_attachment( hand_attachment( $request['remoteId'] ), true );
			},
			'fail'   => static function ( $request ) {
				update_option( 'hand_failure', (int) $request['status'] );
			},
		);
		foreach ( $actions as $name => $action ) {
			register_rest_route(
				'hand/v1',
				"/$name",
				array(
					'methods'             => 'POST',
					'callback'            => static function ( $request ) use ( $action ) {
						return array( 'result' => $action( $request ) );
					},
					'permission_callback' => '__return_true',
				)
			);
		}
	}
);

/** The next write fails as a busy site's does. */
add_filter(
	'rest_pre_dispatch',
	static function ( $result, $server, $request ) {
		if ( 'GET' === $request->get_method() || 0 === strpos( $request->get_route(), '/hand/' ) ) {
			return $result;
		}
		$status = (int) get_option( 'hand_failure' );
		if ( 0 === $status ) {
			return $result;
		}
		delete_option( 'hand_failure' );
		$answer = new WP_REST_Response( array( 'code' => 'busy', 'message' => 'Too much at once.' ), $status );
		$answer->header( 'Retry-After', '0' );
		return $answer;
	},
	10,
	3
);
