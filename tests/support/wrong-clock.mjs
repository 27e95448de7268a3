// Preloaded into a process (`--import`) whose own clock shall be wrong by CLOCK_OFF_MS: only `Date` is, as after a bad boot.
const off = Number(process.env.CLOCK_OFF_MS)
const RealDate = Date

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + off)
    else super(...given)
  }

  static now() {
    return RealDate.now() + off
  }
}
