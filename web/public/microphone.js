/* Runs beside the page's script: turns the microphone's sound into 16-bit numbers at 16 kHz, a tenth of a second at a time. */
/* global AudioWorkletProcessor, registerProcessor, sampleRate */
const RATE = 16000;
const LENGTH = RATE / 10;

class Microphone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.step = sampleRate / RATE; // samples of the microphone for one of ours
    this.sum = 0;
    this.count = 0;
    this.next = this.step;
    this.at = 0;
    this.made = new Int16Array(LENGTH);
    this.filled = 0;
    this.power = 0;
  }

  process(inputs) {
    for (const sample of inputs[0]?.[0] ?? []) {
      this.sum += sample;
      this.count += 1;
      this.at += 1;
      if (this.at >= this.next) {
        this.add(this.sum / this.count);
        this.next += this.step;
        this.sum = this.count = 0;
      }
    }
    if (this.at > 1e6) {
      this.next -= this.at;
      this.at = 0;
    }
    return true;
  }

  add(value) {
    const limited = Math.max(-1, Math.min(1, value));
    this.made[this.filled++] = limited * 32767;
    this.power += limited * limited;
    if (this.filled < LENGTH) return;
    const sound = this.made;
    this.port.postMessage({ sound: sound.buffer, level: Math.sqrt(this.power / LENGTH) }, [sound.buffer]);
    this.made = new Int16Array(LENGTH);
    this.filled = 0;
    this.power = 0;
  }
}

registerProcessor("microphone", Microphone);
