<?php
/**
 * Posts as rows of a batch.
 *
 * @package AssetQL
 */

namespace AssetQL;

use WP_Post;
use WP_Query;

defined( 'ABSPATH' ) || exit;

/** Lists posts that the user may edit, and makes rows of them: the fields that a template can use. */
final class Post_Rows {

	const CONTENT_WORDS = 80;

	/** Types of posts that have a featured image. */
	public static function types(): array {
		$types = get_post_types_by_support( 'thumbnail' );
		return array_values( array_intersect( $types, get_post_types( array( 'show_ui' => true ) ) ) );
	}

	/**
	 * @param array $filters search, type, withoutImage, include, page, perPage.
	 * @return array{items:array[],total:int,pages:int}
	 */
	public static function listed( array $filters ): array {
		$query = new WP_Query( self::arguments( $filters ) );
		update_post_thumbnail_cache( $query );
		$items = array_filter(
			$query->posts,
			static function ( WP_Post $post ): bool {
				return current_user_can( 'edit_post', $post->ID );
			}
		);
		return array(
			'items' => array_values( array_map( array( self::class, 'item' ), $items ) ),
			'total' => (int) $query->found_posts,
			'pages' => (int) $query->max_num_pages,
		);
	}

	/**
	 * @param int[] $ids Posts.
	 * @return array[] A row for every post.
	 * @throws Failure When one is missing, or somebody else's.
	 */
	public static function rows( array $ids ): array {
		_prime_post_caches( $ids, true, false );
		return array_map(
			static function ( int $id ): array {
				return self::row( Permissions::editable_post( $id ) );
			},
			$ids
		);
	}

	/** Plain text, in one line: what a prompt can use. */
	public static function plain( string $html ): string {
		$text = wp_strip_all_tags( strip_shortcodes( $html ), true );
		return trim( preg_replace( '/\s+/u', ' ', html_entity_decode( $text, ENT_QUOTES, 'UTF-8' ) ) );
	}

	private static function arguments( array $filters ): array {
		$arguments = array(
			'post_type'      => array_intersect( array( $filters['type'] ), self::types() ),
			'post_status'    => array( 'publish', 'future', 'draft', 'pending', 'private' ),
			'posts_per_page' => $filters['perPage'],
			'paged'          => $filters['page'],
			's'              => $filters['search'],
			'orderby'        => 'date',
			'order'          => 'DESC',
		);
		if ( array() !== $filters['include'] ) {
			$arguments['post__in']  = $filters['include'];
			$arguments['post_type'] = array();
		}
		if ( array() === $arguments['post_type'] ) {
			$arguments['post_type'] = self::types();
		}
		if ( $filters['withoutImage'] ) {
			$arguments['meta_query'] = array(
				array(
					'key'     => '_thumbnail_id',
					'compare' => 'NOT EXISTS',
				),
			);
		}
		if ( ! current_user_can( 'edit_others_posts' ) ) {
			$arguments['author'] = get_current_user_id();
		}
		return $arguments;
	}

	private static function item( WP_Post $post ): array {
		return array(
			'id'         => $post->ID,
			'title'      => self::plain( get_the_title( $post ) ),
			'status'     => get_post_status_object( $post->post_status )->label ?? $post->post_status,
			'date'       => get_the_date( '', $post ),
			'categories' => self::terms( $post->ID, 'category' ),
			'thumbnail'  => get_the_post_thumbnail_url( $post, 'thumbnail' ) ?: null, // phpcs:ignore Universal.Operators
			'editLink'   => get_edit_post_link( $post, 'raw' ),
		);
	}

	private static function row( WP_Post $post ): array {
		$excerpt = '' === $post->post_excerpt ? wp_trim_words( self::plain( $post->post_content ), 30 ) : $post->post_excerpt;
		return array(
			'item_id'    => (string) $post->ID,
			'title'      => self::plain( $post->post_title ),
			'excerpt'    => self::plain( $excerpt ),
			'categories' => self::terms( $post->ID, 'category' ),
			'tags'       => self::terms( $post->ID, 'post_tag' ),
			'content'    => wp_trim_words( self::plain( $post->post_content ), self::CONTENT_WORDS, '' ),
		);
	}

	private static function terms( int $id, string $taxonomy ): string {
		$terms = get_the_terms( $id, $taxonomy );
		$names = is_array( $terms ) ? wp_list_pluck( $terms, 'name' ) : array();
		return self::plain( implode( ', ', $names ) );
	}
}
