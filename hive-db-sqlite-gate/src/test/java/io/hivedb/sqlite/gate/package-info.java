// SPDX-License-Identifier: Apache-2.0
/** What PostgreSQL answers, asked anew on every run, for the maintainers of the SQLite backend. */
@NullMarked
package io.hivedb.sqlite.gate;

import org.jspecify.annotations.NullMarked;
