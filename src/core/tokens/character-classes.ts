/**
 * What kind of character each code point is, as the reference tokenizer sees it.
 *
 * A pinned table and not `\p{…}`: the engine's Unicode version moves, and JavaScript's `\s` differs from the
 * reference's (U+FEFF is no space there, U+0085 is). A test compares every code point with the `tiktoken` package.
 */

/** Everything else: punctuation, symbols, controls, unassigned, lone surrogates. */
export const OTHER = 0;
/** Lu, Lt. */
export const UPPER = 1;
/** Ll. */
export const LOWER = 2;
/** Lm, Lo: letters without case. */
export const LETTER = 3;
/** M: combining marks. */
export const MARK = 4;
/** N. */
export const NUMBER = 5;
/** White space except the two below. */
export const SPACE = 6;
/** Carriage return and line feed. */
export const NEWLINE = 7;

/** From here on every code point is OTHER, except the variation selectors. */
const TABLE_SIZE = 0x40000;
const VARIATION_SELECTORS = { from: 0xe0100, to: 0xe01ef };

/**
 * Runs in code point order: a lowercase letter is the class (`a` OTHER … `h` NEWLINE), the capitals and digits behind
 * it the length in base 36 (1 when absent). `z` and a length is that many pairs of UPPER, LOWER, as in Latin Extended.
 */
const RUNS =
  'a9ghg2haIgaFfAa7bQa6cQaAgaQga9da7f2aca3fdaf3abNab7cOac8zRbc2z7bc2zNb2cbcbc3b2cbcb2cb3c2b4cb2cb3c3b2cb2cz2b2cbc2bcb2c' +
  'b3cbcb2c2dbc3d4b2cb2cb2cz7bc2z8bc2b2cbcb3czSbc7b2cb2c2bcb4cz3bc1XdcRdIa4dCaEd5a7dadaHe34z2dabca2dc3aba6bab3abab2cbHa' +
  'b9cZbc2b3c3zBbc5bcabcb2c2b1Fc1CzHae7zRb2cz5bc2z1Cab12a2da6c15a8e19aeae2ae2aea8dRa4d4aTeBa5d17eLfAa4d2ed2Rade7a2e6d2e' +
  '2ae4d2fAd3a2daGdedUeRa2d2HeBdaEfAdXe9d2a4da2ea2dMe4de9de3de5aIdPe3a4dBa5dOad6a8e9d16eOaeXd1Ie3deIde7dAe2a2fAadGe3ad8' +
  'a2d2a2dMad7ada3d4a2ede7a2e2a2e3da8ea4d2ad3e2a2fAd2a2f6a2daea2e3ad6a4d2a2dMad7ad2ad2ad2a2eae5a4e2a2e3a3ea7d4ada7fAe2d' +
  '3eaBe3ad9ad3adMad7ad2ad5a2ede8ae3ae3a2daFd2e2a2fAa9de6ae3ad8a2d2a2dMad7ad2ad5a2ede7a2e2a2e3a7e3a4d2ad3e2a2fAadf6aAed' +
  'ad6a3d3ad4a3d2adad2a3d2a3d3a3dCa4e5a3e3ae4a2da6eaEfDaDe5d8ad3adNadGa2ede7ae3ae4a7e2ad3a2da2d2e2a2fAa8f7ade3ad8ad3adN' +
  'adAad5a2ede7ae3ae4a7e2a6d2ad2e2a2fAad2eaCe4d9ad3ad15e2de7ae3ae4da5d3ef7d3e2a2fJad6ae3adIa3dOad9ada2d7a3ea4e6aeae8a6f' +
  'Aa2e2aDd1Ced2e7a5d7e8afAa13d2adad5adOadadAed2e9da2d5adae7afAa2d4aWdaNe2a6fKaeaeaea4e2d8ad10a4eKae2d5eBae10a9ea1Ld17e' +
  'KdfAa6d6e4d4e3de3d2e7d3e4dDeCdefAe4a2b12aba5ba2c17adc3d95ad4a2d7adad4a2d15ad4a2dXad4a2d7adad4a2dFad1Lad4a2d1Va2e3a9f' +
  'Ka3dGaGb2Ea2c6a3dH8a2dHgdQa5d23a3f3d8a7dIe4a9dJe3aBdIe2aCdDad3ae2aCd1GeWa3da4dea2fAa6fAaHe3aefAa6d2Ha7d5e2dYeda5d1Ya' +
  'AdVaeCa4eCaAfAdUa2d5aBd18a4dQa6fBa11dNe5a4d1HeAaeTa2efAa6fAaDda8eVa1De5d1BeHd8a3fAaHe9aCe3dUeDd2fAd18eEaCd10eKa8fAa3' +
  'd3fAd10a2c9bca5b17a2b3aGe3aeLd4ed6ed2e3da5c18d1RcDdcYd11e1Sz22bc9z1Cbc9b8c6a2b6a2c8b8c8b8c6a2b6a2c8ababababc8b8cEa2c' +
  '8b8c8b8c8b8c5ac2b5aca3c3ac2b5a3c4a2c2b4a4c8b5a5c3ac2b5a3gBaTg2a5ga1BgaGfda2f6a5dfAa6dDa1FeXaHba4ba2cb3c2b3caba3b5a6b' +
  'ababab4acb4cd4ca2c2b2a5bc4a4caf1Fbcf5aK6f1Oa26fMaHIfUaVGb1Cc1Cbcb3c2z3b4cbc2bc6d2b3cz1Cbc2a6z2e3bca9fa2c12aca5ca2d1K' +
  'a7daFedNa9d7ad7ad7ad7ad7ad7ad7ad7aeWa1BdaCWga4d2faPf9e6ad5a2f3d2a4d2Ea2e2a2d3ad2Iad4a5d17ad2Ma3f4aAdWa1CdGaWfAaUf8af' +
  'FaWfAa13fFa8Wd534a1SdH3Ha1Vd1Aa2d7Ha3dGfAd2aKzNde4aeAadzEd2e2d1YfAe2a11d9a2z6bc3zVdc8z2b2cz4da2z2dbcbc3zAb5cb5cz7b4c' +
  'bcb2ca2bcacacz3baLd3bcd3cd7ed3ed4edNe5a4ea3f6aAd1GaCe2d1EeIaAfAa6eId6a3dad2efAdSe8a2dNeDaCdTa3e4d1BeEaEdfAa6d5edAfAd' +
  '5ad15eEa9d3ed8e2a2fAa6dNa3de3d1Eede3d2e2d5e2dedaOd3a2dBe5a2d3e2aAd6a2d6a2d6a9d7ad7ac17ad4c9da6c28dZe8ae2a2fAa6d8MCaC' +
  'dNa4d1Da6ISdA6a2d2Ya12c7aCc5a5dedAadDad5adad2ad2ad30aXdA3aId1Sa2d1Ia14dCa4eGaGeGa1Sd5ad3RaJfAa7bQa6cQaBd2Ha3d6a2d6a2' +
  'd6a2d3aZdCadQadJad2adFa2dEaYd3FaCf19aCf1LaHf2a35ea3MdTa3d1DaFefRa4dWf4a9dKfd8fa5d12e5a5dUa2d10a4d8af5a16b14c14d26a2f' +
  'Aa6b10a4c10a4d14a8d1GaCbBabFab7ab2acBacFac7ac2a3d1GaCd8Na9dMaAd8aOd6ad16ad9a1Xd6a2dad18ad2a3da2dNa2f8dNa2f7dVa8f9a1C' +
  'dJad2a5f5dMf6a4dQa1Yd1Ka4f2d2fGa2f1Ade3ae2a5e4d4ad3adTa2e3a4ef9aNdTf2adTf3aWd8adSe2a4f5aGd1IaAdMa2f8dJa5f8dIaNf7a28d' +
  '21a1Jb1FaDc1Fa7f6d10e4a8fAa6fAd6bMa3e5adcMa62fVad16ae2a3d2aGd3a1Je4dTfAda8dMeBf4aRdIe4a16dLf7aKdNa9e3d1HeFaBfUed2e2d' +
  'a9e4d19eBa7eaDdPa7fAa6e3d10eEafAa4de2da8dZea2da9e3d1CeEd4a4e4ae2fAdada4fKaBdIadPeCa6ed2ea1Qd7adad4adFadAa7d1BeCa5fAa' +
  '6e4ad8a2d2a2dMad7ad2ad5ae2de7a2e2a2e3a2da6ea5d5e2a2e7a3e5aBdAada2dad12ade9aea2eae4ae5dedaDe2aTd1HeId4a5fAa4ed3aUd1Ce' +
  'Kd2ada8fAa4Md1Be7a2e9aNd4e2aYd1CeHa3daBfAa12d17eDda7fAa6fKaSdRa2eFa4fCa4d7a55d18eFa2TbWcWfJaCd8a2da2d8ad2adOe6ae2a2e' +
  '4dede2aCfAa1Yd8a2d13e7a2e7dadeaRdeAd14e7de4a8ea8deBd1AeGa3daId21a5JdXaFfAa6d9ad11e8ae8daFfTa5dUa2eMaeEa21d7ad2ad12e6' +
  'a3eae2ae7dea8fAa6d6ad2adWe5ae2ae5da7fAa8MdJe4a9e2dedDadYe7a3e5aDfAea2DdaFfLa17dPMa2Uf33aHd5Ga218d2PaFdTSaGed6eFaAd32' +
  'Za5dG7a5A1dUeIfAa1C6dFTa7dVafAa6d27afAa6dUa2e5aBd1Ce7a9d4aCfAaf7adLa5dJaC0d19a3fAa5IbWcWfNa2Xd23a4ede1Ja7e4dDa1Sd2ad' +
  'eaBe2aEd4QGa8dYEa15dAa6W7d4ad7ad2ad83aFdaTd3a2daEd4a8dB0a1S4d2Za5dDa3d9a7dAa3e2a381fAaEEe1Aa2eNaF2e5a3e6a8e8a2e7aUe4' +
  'a44e3a3FfKaCfKa30fPa3RbQcQbQc7acIbQcQbab2a2ba2b2a2b4ab8c4acac7acBbQcQb2ab4a2b8ab7acQb2ab4ab5aba3b7acQbQcQbQcQbQcQbQc' +
  'QbQcQbQcSa2bPacPac6bPacPac6bPacPac6bPacPac6bPacPac6bca2f1EaE8e1Ja4e1Ea8eaEeaMe5aeFaUOcAdcKa6c6a5Xe7aeHa2e7ae2ae5a5d1' +
  'QaXea34d19a3e7d7a2fAa4da8XdUeaHd18e4fAaD2dSe4fAa5YdUe2dfAaDHd7ad4ad2adFad5Ha2f9e7a15bYcYe7da4fAaLZf1Naf3af4a24f19afF' +
  'a5Ed4adRad2ada2dadAad4adada6da4dadadad3ad2ada2dadadadadad2ada2d4ad7ad4ad4adadAadHa5d3ad5adHaG4fDa25FfAaSMdWYOaWd37Ea' +
  '6d66a2d4G2aEd5RLaFdHAa1WIdF2a15Ud3T7a5d38GaF9E8e6Oa47BK';

/** Class of each code point below `TABLE_SIZE`. */
export const CLASSES: Uint8Array = expand(RUNS);

/** Class of any code point. */
export function classOf(codePoint: number): number {
  if (codePoint < TABLE_SIZE) return CLASSES[codePoint] ?? OTHER;
  return codePoint >= VARIATION_SELECTORS.from && codePoint <= VARIATION_SELECTORS.to ? MARK : OTHER;
}

function expand(runs: string): Uint8Array {
  const classes = new Uint8Array(TABLE_SIZE);
  let at = 0;
  for (const [, letter = 'a', digits] of runs.matchAll(/([a-z])([0-9A-Z]*)/g)) {
    const length = digits ? Number.parseInt(digits, 36) : 1;
    if (letter === 'z') {
      for (let pair = 0; pair < length; pair += 1) {
        classes[at++] = UPPER;
        classes[at++] = LOWER;
      }
    } else {
      classes.fill(letter.charCodeAt(0) - 97, at, at + length);
      at += length;
    }
  }
  return classes;
}
