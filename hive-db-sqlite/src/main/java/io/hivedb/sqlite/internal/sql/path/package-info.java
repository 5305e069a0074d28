// SPDX-License-Identifier: Apache-2.0
/**
 * SQL/JSON paths: their grammar and text form, and what they find. Knows numbers, texts, lists and
 * maps only.
 */
@NullMarked
package io.hivedb.sqlite.internal.sql.path;

import org.jspecify.annotations.NullMarked;
