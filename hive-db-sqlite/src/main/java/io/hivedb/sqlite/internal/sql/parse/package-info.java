// SPDX-License-Identifier: Apache-2.0
/** Lexer, parser and syntax tree of PostgreSQL's SQL, for the resolver. */
@NullMarked
package io.hivedb.sqlite.internal.sql.parse;

import org.jspecify.annotations.NullMarked;
