<?php
/**
 * Who may do what.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/** Permission callbacks of the routes, and checks of single posts. */
final class Permissions {

	/** @return true|WP_Error */
	public static function may_upload() {
		return self::may( 'upload_files', __( 'Your account may not upload files to this site.', 'assetql' ) );
	}

	/** @return true|WP_Error */
	public static function may_manage() {
		return self::may( 'manage_options', __( 'Only an administrator may change these settings.', 'assetql' ) );
	}

	/** @return true|WP_Error */
	public static function may_publish() {
		$refusal = __( 'An editor has to publish images into posts; your account may not edit posts of others.', 'assetql' );
		return self::may( 'edit_others_posts', $refusal );
	}

	/**
	 * The post, if the user may edit it.
	 *
	 * @throws Failure When there is none, or it is somebody else's.
	 */
	public static function editable_post( int $id ): \WP_Post {
		$post = get_post( $id );
		if ( null === $post || 'attachment' === $post->post_type ) {
			/* translators: %d: id of a post */
			$message = sprintf( __( 'There is no post with the id %d.', 'assetql' ), $id );
			throw new Failure( 'assetql_post_not_found', $message, 404 );
		}
		self::assert_may_edit( $id );
		return $post;
	}

	/** @throws Failure When the user may not edit this post or attachment. */
	public static function assert_may_edit( int $id ): void {
		if ( ! current_user_can( 'edit_post', $id ) ) {
			/* translators: %s: title of a post or of an image */
			$message = sprintf( __( 'Your account may not edit “%s”.', 'assetql' ), get_the_title( $id ) );
			throw new Failure( 'assetql_forbidden', $message, 403 );
		}
	}

	/** @return true|WP_Error */
	private static function may( string $capability, string $refusal ) {
		if ( current_user_can( $capability ) ) {
			return true;
		}
		if ( ! is_user_logged_in() ) {
			$message = __( 'Log in first. A page that was open for long has to be loaded again.', 'assetql' );
			return new WP_Error( 'assetql_not_logged_in', $message, array( 'status' => 401 ) );
		}
		return new WP_Error( 'assetql_forbidden', $refusal, array( 'status' => 403 ) );
	}
}
