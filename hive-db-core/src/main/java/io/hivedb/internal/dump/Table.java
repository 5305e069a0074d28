// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.util.List;

/**
 * A table with rows of its own.
 *
 * @param name quoted, with its schema
 * @param columns those that a row is written with: not the generated ones
 * @param overriding whether an identity column takes values only when told to
 */
record Table(String name, List<TableColumn> columns, boolean overriding) {}
