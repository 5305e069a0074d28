// SPDX-License-Identifier: Apache-2.0
/**
 * The views of {@code information_schema} and the tables of {@code pg_catalog}, made from the
 * catalogue, for the resolver.
 */
@NullMarked
package io.hivedb.sqlite.internal.sql.system;

import org.jspecify.annotations.NullMarked;
