// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

/** All objects of one database; immutable. */
public final class Catalog {}
