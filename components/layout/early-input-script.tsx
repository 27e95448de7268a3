const source = `(function(){var e=window.earlyInput={fields:new Map,key:'',text:'',stop:function(){removeEventListener('input',i,true);removeEventListener('keydown',k,true)}};function i(v){e.fields.set(v.target,v.target.value)}function k(v){if(v.target.closest('input,textarea,select,[contenteditable]')||v.altKey||v.isComposing)return;if(v.ctrlKey||v.metaKey){if(v.key.toLowerCase()!=='k')return;e.key='k'}else if(v.key==='/'&&e.key==='')e.key='/';else if(e.key==='/'&&v.key==='Backspace')e.text=e.text.slice(0,-1);else if(e.key==='/'&&v.key.length===1)e.text+=v.key;else return;v.preventDefault()}addEventListener('input',i,true);addEventListener('keydown',k,true)})()`

/** Notes what is typed while the page's scripts still load, for `EarlyInput`. */
export function EarlyInputScript({ nonce }: { nonce?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, no data in it
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: source }} />
}
