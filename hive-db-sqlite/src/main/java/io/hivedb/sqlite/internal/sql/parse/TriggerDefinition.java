// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trigger as CREATE has it.
 *
 * @param name its name
 * @param table its table
 * @param before whether it fires before the change, and not after
 * @param events INSERT, UPDATE, DELETE
 * @param columns the columns of UPDATE OF
 * @param row whether it fires for each row, and not once for a statement
 * @param oldTable the name of the transition table of old rows
 * @param newTable the name of the transition table of new rows
 * @param when its condition, as a query of one value
 * @param function the function that it calls
 * @param arguments what the function finds in TG_ARGV
 * @param position where its name stands
 */
public record TriggerDefinition(
    String name,
    QualifiedName table,
    boolean before,
    List<String> events,
    List<String> columns,
    boolean row,
    @Nullable String oldTable,
    @Nullable String newTable,
    @Nullable ParsedStatement when,
    QualifiedName function,
    List<String> arguments,
    int position) {}
