// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement gave.
 *
 * @param columns the columns of its rows; empty where it has none
 * @param rows its rows, as stored
 * @param count how many rows it read or changed
 * @param changes whether it is an INSERT, UPDATE, DELETE or MERGE
 */
public record Answer(
    List<ResultColumn> columns, List<@Nullable Object[]> rows, long count, boolean changes) {}
