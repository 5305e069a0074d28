// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int4 | ' 42 ' | 42",
        "bool | yes | t",
        "bool | OFF | f",
        "numeric | 1e3 | 1000",
        "numeric | .50 | 0.50",
        "float8 | 1e15 | 1e+15",
        "float8 | 100000000000000 | 100000000000000",
        "float8 | 0.1 | 0.1",
        "float8 | -0 | -0",
        "float8 | 4.9e-324 | 5e-324",
        "float8 | 5.684341886080802e-14 | 5.684341886080802e-14",
        "float4 | 123456 | 123456",
        "float4 | 1234567 | 1.234567e+06",
        "float4 | 0.00001 | 1e-05",
        "float8 | nan | NaN",
        "date | 2024-2-9 | 2024-02-09",
        "date | 0044-03-15 BC | 0044-03-15 BC",
        "timestamp | 2024-01-02T03:04:05.60Z | 2024-01-02 03:04:05.6",
        "timestamptz | 2024-01-02 03:04:05+02 | 2024-01-02 01:04:05+00",
        "timestamptz | -infinity | -infinity",
        "time | 7:05 | 07:05:00",
        "interval | 1 year 14 months 3 days | 2 years 2 mons 3 days",
        "interval | -1 day 02:03 | -1 days +02:03:00",
        "interval | 1.5 hours ago | -01:30:00",
        "uuid | {A0EEBC99-9C0B4EF8-BB6D6BB9-BD380A11} | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "bytea | \\x4A4b | \\x4a4b",
        "bytea | a\\000b | \\x610062",
        "jsonb | {\"b\":1,\"a\":[1.0,null]} | {\"a\": [1.0, null], \"b\": 1}",
        "json | {\"b\":1} | {\"b\":1}",
        "_text | { a , \"b c\" , NULL, \"NULL\", \"\" } | {a,\"b c\",NULL,\"NULL\",\"\"}",
        "_int4 | {1,02} | {1,2}",
      },
      quoteCharacter = '\'')
  void comesOutAsPostgresPrintsIt(String type, String input, String output) {
    PgType known = Objects.requireNonNull(Types.byName(type));

    assertThat(known.text(known.read(input))).isEqualTo(output);
  }

  @Test
  void floatsReadBackToTheSameBits() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      double wide = Double.longBitsToDouble(random.nextLong());
      float narrow = Float.intBitsToFloat(random.nextInt());
      if (!Double.isNaN(wide)) {
        assertThat(Floats.parseDouble(Floats.text(wide))).isEqualTo(wide);
      }
      if (!Float.isNaN(narrow)) {
        assertThat((float) Floats.parseFloat(Floats.text(narrow))).isEqualTo(narrow);
      }
    }
  }

  @Test
  void shortFloatsHaveNoShorterText() {
    Random random = new Random(2);
    for (int i = 0; i < 50_000; i++) {
      float value = (random.nextFloat() - 0.5f) * (float) Math.pow(10, random.nextInt(8) - 4);
      String text = Floats.text(value);
      String digits = text.replaceAll("^-?0*\\.?0*|\\.|e.*|-", "");
      if (value != 0 && digits.length() > 1) {
        BigDecimal shorter = new BigDecimal(value).round(new MathContext(digits.length() - 1));
        assertThat(shorter.floatValue()).as(text).isNotEqualTo(value);
      }
      assertThat(Float.parseFloat(text)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 0.33333333333333333333",
    "7.0, 2, 3.5000000000000000",
    "97, 3, 32.3333333333333333",
    "126.59, 4, 31.6475000000000000",
    "1, 0.0003, 3333.3333333333333333",
    "100000, 7, 14285.714285714286",
  })
  void dividesWithPostgresScale(BigDecimal left, BigDecimal right, String quotient) {
    assertThat(Numerics.divide(left, right)).hasToString(quotient);
  }
}
