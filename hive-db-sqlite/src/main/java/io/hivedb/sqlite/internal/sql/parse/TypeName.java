// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type as written.
 *
 * @param schema its schema
 * @param name its name, in {@code pg_type}'s spelling where the grammar has one of its own
 * @param modifiers the numbers in brackets
 * @param array whether it is an array of that
 * @param position where it stands
 */
public record TypeName(
    @Nullable String schema, String name, List<Integer> modifiers, boolean array, int position) {}
