<?php
/**
 * Tells the sync service of posts.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_Post;

defined( 'ABSPATH' ) || exit;

/** Sends a signed webhook when a post is published or changed. Nobody waits for the answer. */
final class Post_Webhook {

	public static function register(): void {
		add_action( 'wp_after_insert_post', array( self::class, 'tell' ), 10, 4 );
	}

	/**
	 * @param int          $id     Of the post.
	 * @param WP_Post      $post   As it is now.
	 * @param bool         $update Whether it was there before.
	 * @param WP_Post|null $before As it was.
	 */
	public static function tell( $id, $post, $update, $before ): void {
		if ( '' === Settings::updates_url() || '' === Settings::updates_secret() || 'publish' !== $post->post_status ) {
			return;
		}
		if ( wp_is_post_revision( $id ) || ! in_array( $post->post_type, Post_Rows::types(), true ) ) {
			return;
		}
		$was_public = $before instanceof WP_Post && 'publish' === $before->post_status;
		self::send( $was_public ? 'post.updated' : 'post.published', $post );
	}

	/** Where webhooks go: what was set, with the target's id put in for {targetId}. */
	public static function address(): string {
		return str_replace( '{targetId}', rawurlencode( Settings::target_id() ), Settings::updates_url() );
	}

	private static function send( string $type, WP_Post $post ): void {
		$body      = (string) wp_json_encode(
			array(
				'type'      => $type,
				'timestamp' => gmdate( 'Y-m-d\TH:i:s\Z' ),
				'data'      => array(
					'site'     => untrailingslashit( home_url() ),
					'targetId' => Settings::target_id(),
					'post'     => array(
						'id'       => $post->ID,
						'type'     => $post->post_type,
						'link'     => get_permalink( $post ),
						'modified' => mysql_to_rfc3339( $post->post_modified_gmt ) . 'Z',
					),
				),
			)
		);
		$id        = 'msg_' . str_replace( '-', '', wp_generate_uuid4() );
		$timestamp = (string) time();
		wp_remote_post(
			self::address(),
			array(
				'blocking'    => false,
				'timeout'     => 3,
				'redirection' => 0,
				'headers'     => array(
					'Content-Type'      => 'application/json',
					'webhook-id'        => $id,
					'webhook-timestamp' => $timestamp,
					'webhook-signature' => 'v1,' . self::signature( "$id.$timestamp.$body" ),
				),
				'body'        => $body,
			)
		);
	}

	/** As Standard Webhooks v1 say: the secret is base64 after its prefix. */
	private static function signature( string $signed ): string {
		$secret = preg_replace( '/^whsec_/', '', Settings::updates_secret() );
		return base64_encode( hash_hmac( 'sha256', $signed, (string) base64_decode( $secret ), true ) ); // phpcs:ignore
	}
}
