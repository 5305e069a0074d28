// SPDX-License-Identifier: Apache-2.0
/**
 * The tables, constraints, sequences and types of one database, for the resolver and the metadata
 * of the JDBC facade.
 */
@NullMarked
package io.hivedb.sqlite.internal.sql.catalog;

import org.jspecify.annotations.NullMarked;
