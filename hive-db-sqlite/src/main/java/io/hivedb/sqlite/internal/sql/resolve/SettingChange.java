// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.plan.Plan;
import org.jspecify.annotations.Nullable;

/** The effect of SET and RESET; {@code all} with no value resets everything. */
public record SettingChange(String name, @Nullable String value, boolean local)
    implements Plan.Effect {}
