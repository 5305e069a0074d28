// SPDX-License-Identifier: Apache-2.0
/** What runs the blocks, functions and triggers of PL/pgSQL. */
@NullMarked
package io.hivedb.sqlite.internal.sql.routine;

import org.jspecify.annotations.NullMarked;
