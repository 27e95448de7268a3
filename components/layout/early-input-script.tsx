const source = `(function(){var e=window.earlyInput={fields:new Map,key:'',text:'',pressed:null,stop:function(){for(var t in l)removeEventListener(t,l[t],true)}},l={input:function(v){e.fields.set(v.target,v.target.value)},keydown:function(v){if(v.target.closest('input,textarea,select,[contenteditable]')||v.altKey||v.isComposing)return;if(v.ctrlKey||v.metaKey){if(v.key.toLowerCase()!=='k')return;e.key='k'}else if(v.key==='/'&&e.key==='')e.key='/';else if(e.key==='/'&&v.key==='Backspace')e.text=e.text.slice(0,-1);else if(e.key==='/'&&v.key.length===1)e.text+=v.key;else return;v.preventDefault()},click:function(v){if(!v.target.closest('input,textarea,select,label,a[href]'))e.pressed=v.target},submit:function(v){v.preventDefault()}};for(var t in l)addEventListener(t,l[t],true)})()`

/**
 * Notes what is typed, ticked and pressed while the page's scripts still load, for `EarlyInput`. A form waits for them:
 * sent by the browser itself, what is in its fields would stand in the address.
 */
export function EarlyInputScript({ nonce }: { nonce?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, no data in it
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: source }} />
}
