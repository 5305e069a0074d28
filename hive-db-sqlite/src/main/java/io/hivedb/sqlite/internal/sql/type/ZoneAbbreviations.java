// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The abbreviations of zones in PostgreSQL's set {@code Default} whose offset is the same at all
 * times; those that follow the history of a zone, such as MSK, are not among them.
 */
final class ZoneAbbreviations {

  /** Minutes east of UTC, and who is there. */
  private static final String OFFSETS =
      """
      -600 HST TAHT
      -570 MART
      -540 AKST GAMT
      -480 AKDT PST
      -420 MST PDT
      -360 CST GALT MDT
      -300 ACT CDT COT EST PET
      -240 AMT AST BOT EDT
      -210 NFT NST
      -180 ADT BRA BRT CLST GFT PMST PYST UYT WGT
      -150 NDT
      -120 BRST FNT PMDT UYST WGST
      -60 AZOT EGT FNST
      0 AZOST EGST UCT UT WET ZULU
      60 BST CET MET MEZ WAT WETDST
      120 BDST CEST CETDST EET IST MEST MESZ METDST SAST
      180 EAT EEST EETDST FET IDT
      210 IRT
      240 MSD MUT RET SCT
      270 AFT
      300 MUST MVT PKT TFT TJT UZT
      345 NPT
      360 ALMT BDT BTT KGST PKST UZST XJT YEKST
      390 MMT
      420 ALMST CXT ICT WAST
      480 AWST BNT BORT CCT HKT MYT PHT WADT
      525 ACWST
      540 AWSST JAYT JST KST PWT ULAST WDT
      570 ACST CAST
      600 AEST CHUT DDUT KDT LIGT MPT PGT TRUT YAPT
      630 ACDT ACSST CADT LHST SADT
      660 AEDT AESST PONT VUT
      720 FJT GILT MHT NZST NZT TVT WAKT WFT
      765 CHAST
      780 FJST NZDT TOT
      825 CHADT
      """;

  private static final Map<String, Integer> ALL = read();

  private ZoneAbbreviations() {}

  private static Map<String, Integer> read() {
    Map<String, Integer> all = new HashMap<>();
    for (String line : OFFSETS.split("\n")) {
      String[] words = line.split(" ");
      for (int i = 1; i < words.length; i++) {
        all.put(words[i], Integer.valueOf(words[0]));
      }
    }
    return Map.copyOf(all);
  }

  /** The minutes east of UTC; null for what is none of them. */
  static @Nullable Integer minutes(String name) {
    return ALL.get(name.toUpperCase(Locale.ROOT));
  }
}
